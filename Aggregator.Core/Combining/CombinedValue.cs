using System.Text.Json;

namespace Aggregator.Core.Combining;

/// <summary>A board's result: a value, or the reason why there is none, or neither where the board combines nothing.</summary>
public sealed record CombinedValue
{
    private CombinedValue(JsonElement? value, string? reason)
    {
        Value = value;
        Reason = reason;
    }

    /// <summary>No value, and none is due.</summary>
    public static CombinedValue None { get; } = new(null, null);

    /// <summary>The value; null where there is none.</summary>
    public JsonElement? Value { get; }

    /// <summary>Why there is no value: one sentence for people, of the application's own words and the sources' names.</summary>
    public string? Reason { get; }

    /// <summary>A result of any JSON value.</summary>
    /// <exception cref="InvalidOperationException">It is <c>default</c>, which is no JSON.</exception>
    /// <remarks>A copy, where need be: the document that the value is from may be disposed before it is written.</remarks>
    public static CombinedValue Of(JsonElement value) => new(value.Clone(), null);

    /// <summary>A result that is a number.</summary>
    public static CombinedValue Of(decimal value) => Of(JsonSerializer.SerializeToElement(value, CombiningJsonContext.Default.Decimal));

    /// <summary>A result that is a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number, which JSON cannot write.</exception>
    public static CombinedValue Of(double value)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, nameof(value));
        return Of(JsonSerializer.SerializeToElement(value, CombiningJsonContext.Default.Double));
    }

    /// <summary>A result that is text.</summary>
    public static CombinedValue Of(string value) => Of(JsonSerializer.SerializeToElement(value, CombiningJsonContext.Default.String));

    /// <summary>No value, although one is due.</summary>
    /// <param name="reason">Why: one sentence for people, without anything that an API sent.</param>
    public static CombinedValue Failed(string reason) => new(null, reason);
}
