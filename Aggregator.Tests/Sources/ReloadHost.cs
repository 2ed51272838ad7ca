using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aggregator.Tests.Sources;

/// <summary>A catalog that follows settings which the test changes, on a clock that the test turns.</summary>
internal sealed class ReloadHost : IDisposable
{
    /// <summary>A configuration.</summary>
    public const string One = """{ "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/" } } }""";

    /// <summary>The same, with a title for one of its sources.</summary>
    public const string Two = """{ "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/", "Title": "Beta" } } }""";

    /// <summary>The same, with two errors.</summary>
    public const string Wrong = """{ "Sources": { "a": { "Url": "http://a.test/", "Attempts": 9 }, "b": { "Url": "ftp://b.test/" } } }""";

    private readonly ServiceProvider _services;
    private readonly LogCapture _log = new();

    public ReloadHost(string section, Action<IServiceCollection>? more = null)
    {
        Settings = new LiveSettings(section);
        _services = Configured.Services(new ConfigurationBuilder().Add(Settings).Build(), services =>
        {
            services.AddLogging(logging => logging.AddProvider(_log)).AddSingleton<TimeProvider>(Time);
            more?.Invoke(services);
        });
        _ = _services.GetRequiredService<IOptions<AggregatorOptions>>().Value;
    }

    public FakeTime Time { get; } = new();

    public LiveSettings Settings { get; }

    public BoardCatalog Catalog => _services.GetRequiredService<BoardCatalog>();

    public ConfigurationInForce Current => Catalog.Current;

    /// <summary>What was logged so far.</summary>
    public IReadOnlyList<LogCapture.LogEntry> Log => _log.Entries;

    /// <summary>Starts to listen, and lets the first look pass.</summary>
    public static ReloadHost Start(string section, Action<IServiceCollection>? more = null)
    {
        var host = new ReloadHost(section, more);
        host.Listen();
        host.Time.Advance(TimeSpan.FromSeconds(1));
        return host;
    }

    public void Listen() => _services.GetRequiredService<ConfigurationReload>().Start();

    /// <summary>Changes the settings and waits until that has had its effect, if any.</summary>
    public void Change(string section)
    {
        Settings.Change(section);
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _services.Dispose();
}
