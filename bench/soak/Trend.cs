namespace Aggregator.Soak;

/// <summary>Whether something grows once it is warm: its median in the last quarter of the time beside that in the second.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Highest">The highest value.</param>
/// <param name="Second">The median of the second quarter.</param>
/// <param name="Last">The median of the last quarter.</param>
/// <param name="IsLevel">Whether the last is no more than a tenth above the second, or within the slack.</param>
internal sealed record Trend(string Name, double Highest, double Second, double Last, bool IsLevel)
{
    /// <summary>Of one figure of all samples; small numbers may differ by the slack.</summary>
    public static Trend Of(string name, IReadOnlyList<Sample> samples, Func<Sample, double> value, double slack)
    {
        var values = samples.Select(value).ToList();
        var quarter = values.Count / 4;
        var second = Numbers.Quantile(values.GetRange(quarter, quarter), 0.5);
        var last = Numbers.Quantile(values.GetRange(values.Count - quarter, quarter), 0.5);
        return new Trend(name, values.Max(), second, last, last <= Math.Max(second * 1.1, second + slack));
    }
}
