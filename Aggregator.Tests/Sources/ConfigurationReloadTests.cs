using System.Runtime.CompilerServices;
using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aggregator.Tests.Sources;

/// <summary>Changes of the configuration while the application runs: which take effect, and when.</summary>
public sealed class ConfigurationReloadTests
{
    [Fact]
    public void Change_Valid_IsInForceOnceItHasBeenQuiet()
    {
        using var host = ReloadHost.Start(ReloadHost.One);

        host.Settings.Change(ReloadHost.Two);
        host.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal("b", Title(host, "b"));
        host.Settings.Touch();
        host.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal("b", Title(host, "b"));
        host.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("Beta", Title(host, "b"));
        Assert.Equal(Configured.Catalog(ReloadHost.Two).Revision, host.Current.Revision);
        Assert.All(host.Current.Boards, board => Assert.Equal(host.Current.Revision, board.Revision));
    }

    [Fact]
    public void Change_ThatGoesOnAndOn_IsInForceAfterTwoSeconds()
    {
        using var host = ReloadHost.Start(ReloadHost.One);

        host.Settings.Change(ReloadHost.Two);
        for (var i = 0; i < 19; i++)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            host.Settings.Touch();
        }

        Assert.Equal("b", Title(host, "b"));
        host.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("Beta", Title(host, "b"));
    }

    [Fact]
    public void Change_BetweenTheStartAndTheFirstLook_IsTaken()
    {
        using var host = new ReloadHost(ReloadHost.One);

        host.Settings.Change(ReloadHost.Two);
        host.Listen();
        Assert.Equal("b", Title(host, "b"));
        host.Time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal("Beta", Title(host, "b"));
    }

    [Fact]
    public void Change_WithErrors_LeavesWhatIsInForceAndIsLoggedOnce()
    {
        using var host = ReloadHost.Start(ReloadHost.One);
        var last = host.Current;

        host.Change(ReloadHost.Wrong);
        host.Change(ReloadHost.Wrong);

        Assert.Same(last, host.Current);
        Assert.Equal(2, host.Catalog.NewerErrors);
        var entry = Assert.Single(host.Log);
        Assert.Equal((LogLevel.Error, 2, (object?)last.Revision), (entry.Level, entry.Values["Count"], entry.Values["Revision"]));
        Assert.Equal(
            "Aggregator:Sources:a:Attempts is '9': write a number from 1 to 5. "
            + "Aggregator:Sources:b:Url is 'ftp://b.test/': write an absolute http or https address, such as https://api.example.com/price.",
            entry.Values["Errors"]);
    }

    [Fact]
    public void Change_WithOtherErrors_IsLoggedAgain()
    {
        using var host = ReloadHost.Start(ReloadHost.One);

        host.Change(ReloadHost.Wrong);
        host.Change("""{ "Sourcse": { } }""");

        Assert.Equal([2, 1], host.Log.Select(entry => entry.Values["Count"]));
        Assert.Equal(1, host.Catalog.NewerErrors);
    }

    [Fact]
    public void Change_OfDemoEnabled_WaitsForTheNextStart()
    {
        const string Demo = """{ "Demo": { "Enabled": true, "Sources": { "demo": { "Url": "http://a.test/" } } } }""";
        using var host = ReloadHost.Start(Demo);

        host.Change(Demo.Replace("true", "false", StringComparison.Ordinal));

        Assert.NotNull(Find(host, "demo"));
        Assert.Equal("Aggregator:Demo:Enabled", Assert.Single(host.Log, entry => entry.Level == LogLevel.Warning).Values["Keys"]);
    }

    [Fact]
    public void Change_ThatBreaksAValidator_LeavesWhatIsInForce()
    {
        var validator = new BreakingValidator();
        using var host = ReloadHost.Start(ReloadHost.One, services => services.AddSingleton<IValidateOptions<AggregatorOptions>>(validator));

        validator.IsBroken = true;
        host.Change(ReloadHost.Two);

        Assert.Equal("b", Title(host, "b"));
        Assert.Equal(1, host.Catalog.NewerErrors);
        Assert.All(host.Log, entry => Assert.Equal(LogLevel.Error, entry.Level));
        Assert.DoesNotContain(host.Log, entry => entry.Text.Contains(BreakingValidator.Message, StringComparison.Ordinal));
        validator.IsBroken = false;
        host.Change(ReloadHost.Two);
        Assert.Equal("Beta", Title(host, "b"));
    }

    [Fact]
    public void Changes_TwoHundred_LeaveNothingBehind()
    {
        using var host = ReloadHost.Start(ReloadHost.One);

        var passed = Enumerable.Range(0, 200).Select(i => ChangeTitle(host, i)).ToList();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(passed.Count(catalog => catalog.TryGetTarget(out _)), 0, 2);
        Assert.Equal("199", Title(host, "b"));
    }

    [Fact]
    public void Dispose_ALookIsDue_EndsIt()
    {
        var host = ReloadHost.Start(ReloadHost.One);
        host.Settings.Change(ReloadHost.Two);

        host.Dispose();

        Assert.Equal(0, host.Time.ActiveTimers);
    }

    private static string? Title(ReloadHost host, string source) => Find(host, source)?.Title;

    private static Source? Find(ReloadHost host, string source) => host.Current.Find("default")?.Find(source);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<ConfigurationInForce> ChangeTitle(ReloadHost host, int title)
    {
        var passed = new WeakReference<ConfigurationInForce>(host.Current);
        host.Change(ReloadHost.Two.Replace("Beta", $"{title}", StringComparison.Ordinal));
        return passed;
    }

    private sealed class BreakingValidator : IValidateOptions<AggregatorOptions>
    {
        public const string Message = "what an exception says may hold what a file does";

        public bool IsBroken { get; set; }

        public ValidateOptionsResult Validate(string? name, AggregatorOptions options) =>
            IsBroken ? throw new InvalidOperationException(Message) : ValidateOptionsResult.Success;
    }
}
