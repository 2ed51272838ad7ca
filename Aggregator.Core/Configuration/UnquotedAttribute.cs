namespace Aggregator.Core.Configuration;

/// <summary>What stands at this key may hold a secret among other things: no message quotes it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal class UnquotedAttribute : Attribute;
