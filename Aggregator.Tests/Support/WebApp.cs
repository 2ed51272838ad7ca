using Aggregator.Core.Sources;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Support;

/// <summary>The whole application on real Kestrel, on a free port of the loopback interface.</summary>
internal sealed class WebApp : WebApplicationFactory<Program>
{
    private readonly string _environment;
    private readonly (string Key, string Value)[] _settings;
    private readonly Action<IServiceCollection>? _services;
    private LiveSettings? _live;

    private WebApp(string environment, Action<IServiceCollection>? services, (string Key, string Value)[] settings)
    {
        _environment = environment;
        _services = services;
        _settings = settings;
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Starts the application in Development, as the first run does.</summary>
    public static WebApp Start(params (string Key, string Value)[] settings) => Start("Development", null, settings);

    /// <summary>Starts the application with services of the test's own.</summary>
    public static WebApp Start(Action<IServiceCollection> services, params (string Key, string Value)[] settings) => Start("Development", services, settings);

    /// <summary>Starts the application as it runs for people.</summary>
    public static WebApp StartInProduction(params (string Key, string Value)[] settings) => Start("Production", null, settings);

    /// <summary>Starts the application as it runs for people, with services of the test's own.</summary>
    public static WebApp StartInProduction(Action<IServiceCollection> services, params (string Key, string Value)[] settings) =>
        Start("Production", services, settings);

    /// <summary>Starts the application as it runs for people, on settings that the test changes.</summary>
    public static WebApp StartOn(LiveSettings settings) => Start(new WebApp("Production", null, []) { _live = settings });

    /// <summary>Starts the application as it runs for people, in a folder of its own.</summary>
    public static WebApp StartIn(SettingsFolder folder, Action<IServiceCollection>? services = null) =>
        Start("Production", services, [(WebHostDefaults.ContentRootKey, folder.Path)]);

    /// <summary>Waits until that is in force.</summary>
    public Task UntilAsync(Func<ConfigurationInForce, bool> isSo)
    {
        var catalog = Services.GetRequiredService<BoardCatalog>();
        return Eventually.IsSoAsync(() => isSo(catalog.Current), "The change has no effect.");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseUrls("http://127.0.0.1:0");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        if (_live is not null)
        {
            builder.ConfigureAppConfiguration(configuration => configuration.Add(_live));
        }

        builder.ConfigureTestServices(services => _services?.Invoke(services));
    }

    private static WebApp Start(string environment, Action<IServiceCollection>? services, (string Key, string Value)[] settings) =>
        Start(new WebApp(environment, services, settings));

    private static WebApp Start(WebApp app)
    {
        // Not UseKestrel(0), which sets the port while the application's own entry point may already be starting the server.
        app.UseKestrel();
        app.StartServer();
        return app;
    }
}
