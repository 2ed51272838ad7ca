namespace Aggregator.Core.Configuration;

/// <summary>What stands at this key may be a secret, or hold one: no message quotes it, and the revision does not depend on it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;
