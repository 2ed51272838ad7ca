namespace Aggregator.Soak;

/// <summary>Figures of many values.</summary>
internal static class Numbers
{
    /// <summary>The value below which this share of all lies.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];
    }
}
