using System.Globalization;
using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>A JSON number to calculate with: in decimal, where 0.1 + 0.2 is 0.3, and in double where it is out of decimal's range.</summary>
/// <param name="Exact">The number; null where decimal does not hold it.</param>
/// <param name="Wide">The same, rounded; infinite where double does not hold it either.</param>
internal readonly record struct Number(decimal? Exact, double Wide)
{
    /// <summary>Every digit that decimal has, and no zeros at the end.</summary>
    private const string Digits = "0.############################";

    public static Number Of(JsonElement value)
    {
        var wide = value.GetDouble();
        return new(value.TryGetDecimal(out var exact) ? SameOrNull(exact, wide) : null, wide);
    }

    public Number Times(decimal factor)
    {
        if (factor == 0)
        {
            // Also of what is beyond every range.
            return new(0, 0);
        }

        var wide = Wide * (double)factor;
        try
        {
            return new(Exact * factor is { } product ? SameOrNull(product, wide) : null, wide);
        }
        catch (OverflowException)
        {
            return new(null, wide);
        }
    }

    public int CompareTo(decimal other) => Exact?.CompareTo(other) ?? Wide.CompareTo((double)other);

    /// <summary>The number as JSON; null where it is infinite, which JSON cannot write.</summary>
    public JsonElement? ToJson() =>
        Exact is { } exact ? JsonElement.Parse(exact.ToString(Digits, CultureInfo.InvariantCulture))
        : double.IsFinite(Wide) ? JsonElement.Parse(Wide.ToString("R", CultureInfo.InvariantCulture))
        : null;

    /// <summary>A number such as 1e-30 becomes 0 in decimal, without a word.</summary>
    private static decimal? SameOrNull(decimal exact, double wide) => Math.Abs((double)exact - wide) <= Math.Abs(wide) * 1e-12 ? exact : null;
}
