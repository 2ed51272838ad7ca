using System.Globalization;

namespace Aggregator.Compare;

/// <summary>What to measure, and for how long.</summary>
/// <param name="Rounds">How often each contender has its turn; the table shows medians.</param>
/// <param name="Time">How long a turn is.</param>
/// <param name="WarmUp">How long each contender is driven before the first turn. .NET needs 20 s until its figures settle.</param>
/// <param name="Parts">What to measure.</param>
/// <param name="Contenders">Whom to measure.</param>
internal sealed record CompareOptions(int Rounds, TimeSpan Time, TimeSpan WarmUp, IReadOnlySet<Part> Parts, IReadOnlyList<string> Contenders)
{
    public const string Usage =
        "Usage: dotnet run -c Release --project bench/compare -- [--rounds 3] [--seconds 5] [--warmup 20] "
        + "[--only jsons,page,latency,inflight,sharing,startup,growth] [--peers aggregator,a,b,c,flask,quart]";

    /// <summary>All but <see cref="Part.Growth"/>, which takes a quarter of an hour by itself.</summary>
    private static readonly Part[] Usual = [.. Enum.GetValues<Part>().Where(part => part is not Part.Growth)];

    private static readonly Dictionary<string, Part> PartNames = Enum.GetValues<Part>().ToDictionary(part => part.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly CompareOptions Default =
        new(3, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), Usual.ToHashSet(), Compare.Contenders.Names);

    /// <summary>Reads the command line; null where it cannot be understood.</summary>
    public static CompareOptions? Parse(string[] args)
    {
        var options = Default;
        for (var i = 0; i < args.Length && options is not null; i += 2)
        {
            options = options.With(args[i], i + 1 < args.Length ? args[i + 1] : "");
        }

        return options;
    }

    public bool Measures(params ReadOnlySpan<Part> parts)
    {
        foreach (var part in parts)
        {
            if (Parts.Contains(part))
            {
                return true;
            }
        }

        return false;
    }

    private CompareOptions? With(string option, string value) => option switch
    {
        "--rounds" when Number(value) is { } rounds and > 0 => this with { Rounds = rounds },
        "--seconds" when Number(value) is { } seconds and > 0 => this with { Time = TimeSpan.FromSeconds(seconds) },
        "--warmup" when Number(value) is { } seconds => this with { WarmUp = TimeSpan.FromSeconds(seconds) },
        "--only" when value.Split(',') is var words && Array.TrueForAll(words, PartNames.ContainsKey) => this with { Parts = words.Select(word => PartNames[word]).ToHashSet() },
        "--peers" when value.Split(',') is var names && Array.TrueForAll(names, name => Compare.Contenders.Names.Contains(name, StringComparer.Ordinal)) =>
            this with { Contenders = names },
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
