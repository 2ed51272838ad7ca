using System.Globalization;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>Which .NET numeric format strings are taken.</summary>
internal static class NumericFormat
{
    public const string Rule = "write a numeric format such as 0.00 or N0 (https://learn.microsoft.com/dotnet/standard/base-types)";

    /// <summary>Of a format and of what it makes of a short number: <c>N999999999</c> would be a page of a gigabyte.</summary>
    private const int Longest = 100;

    public static bool IsValid(string? format)
    {
        try
        {
            return string.IsNullOrEmpty(format)
                || (format.Length <= Longest
                    && !format.AsSpan().ContainsAny('{', '}')
                    && 1.5m.ToString(format, CultureInfo.InvariantCulture) is { Length: <= Longest } text
                    && text.Any(char.IsAsciiDigit));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
