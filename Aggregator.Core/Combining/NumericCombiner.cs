using System.Text.Json;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Combining;

/// <summary>
/// Sum, Average, Median, Min and Max. They work in decimal, where 0.1 + 0.2 is 0.3, and in double where a number is out of decimal's range. Each number counts
/// with the weight of its source, also each of a list.
/// </summary>
internal sealed class NumericCombiner : ICombiner
{
    /// <summary>As many as a path may look at; what is held for each is ten times the size of a short one in an answer.</summary>
    private const int MostNumbers = JsonPathSelector.MostValues;

    public static readonly IReadOnlyList<NumericCombiner> All =
    [
        new("sum", "Sum", (numbers, _) => numbers.Sum(), (numbers, _) => numbers.Sum()) { TakesWeights = true, IsOfNothing = 0 },
        new("average", "Average", (numbers, weight) => numbers.Sum() / weight, (numbers, weight) => numbers.Sum() / weight) { TakesWeights = true, IsMean = true },
        new("median", "Median", (numbers, _) => Median(numbers, (a, b) => (a + b) / 2), (numbers, _) => Median(numbers, (a, b) => (a + b) / 2)),
        new("min", "Min", (numbers, _) => numbers.Min(), (numbers, _) => numbers.Min()),
        new("max", "Max", (numbers, _) => numbers.Max(), (numbers, _) => numbers.Max()),
    ];

    private readonly string _title;
    private readonly Func<decimal[], decimal, decimal> _exact;
    private readonly Func<double[], double, double> _wide;

    private NumericCombiner(string name, string title, Func<decimal[], decimal, decimal> exact, Func<double[], double, double> wide)
    {
        Name = name;
        _title = title;
        _exact = exact;
        _wide = wide;
    }

    public string Name { get; }

    /// <summary>Whether a source may count more or less than another; where it may not, each counts once.</summary>
    public bool TakesWeights { get; private init; }

    /// <summary>What it is of empty lists; null where that is nothing.</summary>
    private decimal? IsOfNothing { get; init; }

    /// <summary>Whether it divides by the weights of what there is.</summary>
    private bool IsMean { get; init; }

    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Combine(context));

    private CombinedValue Combine(CombineContext context)
    {
        var numbers = new List<Number>();
        var weights = 0m;
        var isEmpty = true;
        foreach (var result in context.Answered)
        {
            var weight = context.Board.WeightOf(result.Source);
            foreach (var part in PartsOf(result.Value!.Value))
            {
                isEmpty = false;
                if (part.ValueKind is JsonValueKind.Null)
                {
                    continue;
                }

                if (NumberText.Find(part) is not { } number)
                {
                    return CombineProblem.WrongKind(_title, "numbers", result, part);
                }

                if (numbers.Count == MostNumbers)
                {
                    return CombineProblem.TooMany(_title, MostNumbers);
                }

                numbers.Add(Number.Of(number).Times(weight));
                weights += weight;
            }
        }

        return !context.Answered.Any() ? CombineProblem.NothingToCombine()
            : isEmpty && IsOfNothing is { } nothing ? CombinedValue.Of(nothing)
            : numbers.Count == 0 ? CombineProblem.NoNumbers(_title)
            : weights == 0 && IsMean ? CombineProblem.NoWeight(_title)
            : Exact([.. numbers], weights) ?? Wide([.. numbers], weights);
    }

    /// <summary>What is in a list, and in the lists in it; otherwise the value itself. Null in a list is a value that is missing.</summary>
    private static IEnumerable<JsonElement> PartsOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().SelectMany(PartsOf) : [value];

    private CombinedValue? Exact(Number[] numbers, decimal weights)
    {
        if (!Array.TrueForAll(numbers, number => number.Exact is not null))
        {
            return null;
        }

        try
        {
            return CombinedValue.Of(_exact(Array.ConvertAll(numbers, number => number.Exact!.Value), weights));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private CombinedValue Wide(Number[] numbers, decimal weights)
    {
        var result = _wide(Array.ConvertAll(numbers, number => number.Wide), (double)weights);
        return double.IsFinite(result) ? CombinedValue.Of(result) : CombineProblem.NotANumberAnyMore(_title);
    }

    private static T Median<T>(T[] numbers, Func<T, T, T> middle)
    {
        var sorted = numbers.Order().ToArray();
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : middle(sorted[half - 1], sorted[half]);
    }
}
