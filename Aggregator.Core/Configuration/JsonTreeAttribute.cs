namespace Aggregator.Core.Configuration;

/// <summary>The text at this key is JSON, which may also be written as a group of keys; <see cref="Reading.JsonTree"/> says what that means.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JsonTreeAttribute : Attribute;
