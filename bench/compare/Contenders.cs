using System.Globalization;
using Aggregator.Soak;

namespace Aggregator.Compare;

/// <summary>All that are compared, made ready to start: compiled, their packages fetched.</summary>
/// <param name="folder">Where what is compiled goes.</param>
/// <param name="api">The API that answers at once.</param>
/// <param name="delayedApi">The one that takes its time.</param>
internal sealed class Contenders(string folder, Uri api, Uri delayedApi)
{
    public const string Application = "aggregator";

    private const string Loopback = "127.0.0.1";
    private const string Python = "/usr/bin/python3";

    /// <summary>Their names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = [Application, Contender.Raw, Contender.Plain, Contender.Node, Contender.Flask, Contender.Quart];

    public static Contender PageOf(ServerPlan plan) =>
        new(Contender.Page, "**Aggregator, page**", plan, scenario => $"boards/{scenario.Board}", sum => $">{Text(sum)}</");

    public static Contender JsonOf(ServerPlan plan) =>
        new(Contender.Json, "**Aggregator, JSON**", plan, scenario => $"api/boards/{scenario.Board}", sum => $"\"text\":\"{Text(sum)}\"");

    public static Contender RawOf(ServerPlan plan) => new(Contender.Raw, "(a) hand-tuned .NET, JSON", plan, Path, InJson);

    public static Contender PlainOf(ServerPlan plan) => new(Contender.Plain, "(b) plain MVC, quiet logs", plan, Path, InWords);

    /// <summary>How a program of .NET is started that stands compiled in a folder.</summary>
    public ServerPlan Plan(string compiled, string program) =>
        new(compiled, "dotnet", [$"{program}.dll", "--environment", "Production", "--urls", $"http://{Loopback}:{{port}}"], Settings());

    /// <summary>Makes ready those who are known by that name; none, and a line that says what to install, where something is missing.</summary>
    public async Task<IReadOnlyList<Contender>> PrepareAsync(string name, CancellationToken cancellationToken)
    {
        if (await Tools.MissingAsync(name, Python, cancellationToken) is { } missing)
        {
            await Console.Error.WriteLineAsync($"Skipped {name}: {missing}");
            return [];
        }

        await Console.Error.WriteLineAsync($"Preparing {name} …");
        return name switch
        {
            Application => await ApplicationAsync(cancellationToken),
            Contender.Raw => [RawOf(await PublishAsync("bench/peers/raw", "Aggregator.Peers.Raw", cancellationToken))],
            Contender.Plain => await PlainAsync(cancellationToken),
            Contender.Node => [new(name, "(c) Node: fastify and undici, JSON", await NodeAsync(cancellationToken), Path, InJson)],
            Contender.Flask => [new(name, "(d) Flask, `asyncio.run`, gunicorn", Script("flask", "gunicorn", "--workers", "2", "--threads", "32"), Path, InWords)],
            _ => [new(name, "(d) Quart, hypercorn", Script("quart", "hypercorn", "--workers", "2"), Path, InWords)],
        };
    }

    private async Task<IReadOnlyList<Contender>> ApplicationAsync(CancellationToken cancellationToken)
    {
        var plan = await PublishAsync("Aggregator.Web", "Aggregator.Web", cancellationToken);
        await ComparedBoards.WriteAsync(System.IO.Path.Combine(plan.Folder, "appsettings.Production.json"), api, delayedApi);
        return [PageOf(plan), JsonOf(plan)];
    }

    private async Task<IReadOnlyList<Contender>> PlainAsync(CancellationToken cancellationToken)
    {
        var plan = await PublishAsync("bench/peers/plain", "Aggregator.Peers.Plain", cancellationToken);
        var quiet = plan with { Environment = Settings(("Logging__LogLevel__Default", "Warning")) };
        return
        [
            PlainOf(quiet),
            new(Contender.PlainWithLogs, "(b) plain MVC, the template's logs", plan, Path, InWords),
        ];
    }

    private async Task<ServerPlan> PublishAsync(string project, string program, CancellationToken cancellationToken)
    {
        var target = System.IO.Path.Combine(folder, program);
        await Publishing.PublishAsync(project, target, cancellationToken);
        return Plan(target, program);
    }

    private async Task<ServerPlan> NodeAsync(CancellationToken cancellationToken)
    {
        var peer = Peer("node");
        if (!Directory.Exists(System.IO.Path.Combine(peer, "node_modules")))
        {
            await Tools.RunAsync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel", "error"], peer, cancellationToken);
        }

        return new ServerPlan(peer, "node", ["server.js"], Settings(("PORT", "{port}"), ("NODE_ENV", "production")));
    }

    private ServerPlan Script(string name, string server, params string[] arguments) =>
        new(Peer(name), Python, ["-m", server, .. arguments, "--bind", $"{Loopback}:{{port}}", "app:app"], Settings(("PYTHONDONTWRITEBYTECODE", "1")));

    private Dictionary<string, string> Settings(params (string Key, string Value)[] more) =>
        more.Prepend(("NO_PROXY", Loopback)).Append(("Api", api.OriginalString)).Append(("DelayedApi", delayedApi.OriginalString))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal);

    private static string Peer(string name) => System.IO.Path.Combine(Publishing.Root(), "bench", "peers", name);

    private static string Path(Scenario scenario) =>
        string.Create(CultureInfo.InvariantCulture, $"{scenario.Sources}") + (scenario.Delay is null ? "" : $"/{scenario.Delay}");

    private static string InJson(double sum) => string.Create(CultureInfo.InvariantCulture, $"\"sum\":{sum},");

    private static string InWords(double sum) => $"Result: {Text(sum)};";

    private static string Text(double sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);
}
