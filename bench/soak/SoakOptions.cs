using System.Globalization;

namespace Aggregator.Soak;

/// <summary>What to do for how long.</summary>
/// <param name="Duration">How long viewers come.</param>
/// <param name="Rate">How many come each second.</param>
/// <param name="Output">The folder that the report is written to.</param>
internal sealed record SoakOptions(TimeSpan Duration, int Rate, string Output)
{
    public const string Usage = "Usage: dotnet run -c Release --project bench/soak -- [--minutes 15] [--rate 40] [--output docs/soak]";

    private const int HighestRate = 1000;

    /// <summary>Reads the command line; null where it cannot be understood.</summary>
    public static SoakOptions? Parse(string[] args)
    {
        var options = new SoakOptions(TimeSpan.FromMinutes(15), 40, Path.Combine("docs", "soak"));
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] is "--minutes" && double.TryParse(value, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 24 * 60)
            {
                options = options with { Duration = TimeSpan.FromMinutes(minutes) };
            }
            else if (args[i] is "--rate" && int.TryParse(value, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= HighestRate)
            {
                options = options with { Rate = rate };
            }
            else if (args[i] is "--output" && value.Length > 0)
            {
                options = options with { Output = value };
            }
            else
            {
                return null;
            }
        }

        return options;
    }
}
