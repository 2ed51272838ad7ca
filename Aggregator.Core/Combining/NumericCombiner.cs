using System.Text.Json;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Combining;

/// <summary>
/// Sum, Average, Median, Min and Max. They work in decimal, where 0.1 + 0.2 is 0.3, and in double where a number is out of decimal's range.
/// </summary>
internal sealed class NumericCombiner : ICombiner
{
    public static readonly IReadOnlyList<NumericCombiner> All =
    [
        new("sum", "Sum", numbers => numbers.Sum(), numbers => numbers.Sum()),
        new("average", "Average", numbers => numbers.Average(), numbers => numbers.Average()),
        new("median", "Median", numbers => Median(numbers, (a, b) => (a + b) / 2), numbers => Median(numbers, (a, b) => (a + b) / 2)),
        new("min", "Min", numbers => numbers.Min(), numbers => numbers.Min()),
        new("max", "Max", numbers => numbers.Max(), numbers => numbers.Max()),
    ];

    private readonly string _title;
    private readonly Func<decimal[], decimal> _exact;
    private readonly Func<double[], double> _wide;

    private NumericCombiner(string name, string title, Func<decimal[], decimal> exact, Func<double[], double> wide)
    {
        Name = name;
        _title = title;
        _exact = exact;
        _wide = wide;
    }

    public string Name { get; }

    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Combine(context));

    private CombinedValue Combine(CombineContext context)
    {
        var answered = context.Answered.ToArray();
        if (answered.Length == 0)
        {
            return CombineProblem.NothingToCombine();
        }

        var values = new JsonElement[answered.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (NumberText.Find(answered[i].Value!.Value) is not { } number)
            {
                return CombineProblem.WrongKind(_title, "numbers", answered[i]);
            }

            values[i] = number;
        }

        return Exact(values) ?? Wide(values);
    }

    private CombinedValue? Exact(JsonElement[] values)
    {
        var numbers = new decimal[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Number.Of(values[i]).Exact is not { } exact)
            {
                return null;
            }

            numbers[i] = exact;
        }

        try
        {
            return CombinedValue.Of(_exact(numbers));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private CombinedValue Wide(JsonElement[] values)
    {
        var result = _wide(Array.ConvertAll(values, value => value.GetDouble()));
        return double.IsFinite(result) ? CombinedValue.Of(result) : CombineProblem.NotANumberAnyMore(_title);
    }

    private static T Median<T>(T[] numbers, Func<T, T, T> middle)
    {
        var sorted = numbers.Order().ToArray();
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : middle(sorted[half - 1], sorted[half]);
    }
}
