namespace Aggregator.Core.Configuration;

/// <summary>What stands at this key is a secret: no message quotes it, and the revision, which everybody sees, does not depend on it.</summary>
internal sealed class SecretAttribute : UnquotedAttribute;
