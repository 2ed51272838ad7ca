using System.ComponentModel;
using System.Globalization;

namespace Aggregator.Core.Configuration;

/// <summary>How a text of the configuration becomes a value, and what to write instead of one that does not.</summary>
internal static class OptionsValue
{
    public static bool TryConvert(string text, Type type, out object? value)
    {
        value = null;
        var underlying = Underlying(type);

        // "5" would be five days, and "00:30" thirty minutes.
        if (underlying == typeof(TimeSpan) && text.AsSpan().Count(':') != 2)
        {
            return false;
        }

        // The converter would also take #10, 0x10 and &h10, for sixteen.
        if ((underlying == typeof(int) || underlying == typeof(long)) && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        // The converter would also take 1, and "ApiKeys, ProxyUser".
        if (underlying.IsEnum && !Enum.GetNames(underlying).Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    public static string WhatIsRight(Type type) => Underlying(type).Name switch
    {
        nameof(TimeSpan) => "hours:minutes:seconds, such as 00:00:05",
        nameof(Boolean) => "true or false",
        nameof(Int32) or nameof(Int64) => "a whole number",
        nameof(Double) or nameof(Decimal) => "a number such as 0.5",
        _ when Underlying(type).IsEnum => $"one of {string.Join(", ", Enum.GetNames(Underlying(type)))}",
        _ => "a text",
    };

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
