using System.Globalization;
using Aggregator.Soak;

namespace Aggregator.Compare;

/// <summary>All that are compared, made ready to start.</summary>
internal sealed class Contenders(string folder, Uri api, Uri delayedApi, CancellationToken cancellationToken)
{
    public const string Application = "aggregator";
    public const string Raw = "a";
    public const string Plain = "b";

    public static IReadOnlyList<string> Names { get; } = [Application, Raw, Plain];

    private readonly Dictionary<string, string> _apis = new(StringComparer.Ordinal)
    {
        ["Api"] = api.OriginalString,
        ["DelayedApi"] = delayedApi.OriginalString,
    };

    /// <summary>Makes ready those who are known by that name.</summary>
    public async Task<IReadOnlyList<Contender>> PrepareAsync(string name) => name switch
    {
        Application => await ApplicationAsync(),
        Raw => [new Contender(Raw, "(a) hand-tuned .NET, JSON", await PublishedAsync("bench/peers/raw", "Aggregator.Peers.Raw", []), Path, InJson)],
        _ => await PlainAsync(),
    };

    private async Task<IReadOnlyList<Contender>> ApplicationAsync()
    {
        var plan = await PublishedAsync("Aggregator.Web", "Aggregator.Web", []);
        await BoardFile.WriteAsync(System.IO.Path.Combine(plan.Folder, "appsettings.Production.json"), api, delayedApi);
        return
        [
            new Contender(Application, "**page**", plan, scenario => $"boards/{scenario.Board}", sum => Text(sum)),
            new Contender(Application, "**JSON**", plan, scenario => $"api/boards/{scenario.Board}", sum => $"\"text\":\"{Text(sum)}\""),
        ];
    }

    private async Task<IReadOnlyList<Contender>> PlainAsync()
    {
        var plan = await PublishedAsync("bench/peers/plain", "Aggregator.Peers.Plain", [("Logging__LogLevel__Default", "Warning")]);
        var withLogs = plan with { Environment = plan.Environment.Where(entry => !entry.Key.StartsWith("Logging", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal) };
        return
        [
            new Contender(Plain, "(b) plain MVC, quiet logs", plan, Path, InWords),
            new Contender(Plain, "(b) plain MVC, the template's logs", withLogs, Path, InWords),
        ];
    }

    private async Task<ServerPlan> PublishedAsync(string project, string program, (string Key, string Value)[] environment)
    {
        var target = System.IO.Path.Combine(folder, program);
        await Console.Error.WriteLineAsync($"Publishing {program} …");
        await Publishing.PublishAsync(project, target, cancellationToken);
        var all = new Dictionary<string, string>(_apis, StringComparer.Ordinal);
        foreach (var (key, value) in environment)
        {
            all[key] = value;
        }

        return new ServerPlan(target, "dotnet", [$"{program}.dll", "--environment", "Production", "--urls", "http://127.0.0.1:{port}"], all);
    }

    private static string Path(Scenario scenario) => string.Create(CultureInfo.InvariantCulture, $"{scenario.Sources}/{scenario.Delay}");

    private static string InJson(double sum) => string.Create(CultureInfo.InvariantCulture, $"\"sum\":{sum},");

    private static string InWords(double sum) => $"Result: {Text(sum)};";

    private static string Text(double sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);
}
