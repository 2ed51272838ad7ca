using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Sources;

/// <summary>What the log says when the configuration changes, and what is not worth a line.</summary>
public sealed class ConfigurationReloadLogTests
{
    [Fact]
    public void Change_Back_IsInForceAsBeforeAndSaysSo()
    {
        using var host = ReloadHost.Start(ReloadHost.One);
        var sources = host.Current.Sources;

        host.Change(ReloadHost.Wrong);
        host.Change(ReloadHost.One);

        Assert.Equal(0, host.Catalog.NewerErrors);
        Assert.Equal(sources, host.Current.Sources);
        Assert.Equal([LogLevel.Error, LogLevel.Information], host.Log.Select(entry => entry.Level));
    }

    [Fact]
    public void Change_Valid_IsLoggedWithBothRevisionsAndTheNamesOfWhatHasChanged()
    {
        using var host = ReloadHost.Start(
            """
            {
              "Sources": { "gone": { "Url": "http://a.test/" }, "same": { "Url": "http://b.test/" }, "other": { "Url": "http://c.test/" } },
              "Boards": { "left": { "Sources": [ "gone" ] }, "same": { "Sources": [ "same" ] }, "other": { "Sources": [ "same", "other" ] } }
            }
            """);
        var before = host.Current.Revision;

        host.Change(
            """
            {
              "Sources": { "new": { "Url": "http://a.test/" }, "same": { "Url": "http://b.test/" }, "other": { "Url": "http://c.test/2" } },
              "Boards": { "right": { "Sources": [ "new" ] }, "same": { "Sources": [ "same" ] }, "other": { "Sources": [ "other", "same" ] } }
            }
            """);

        var entry = Assert.Single(host.Log);
        Assert.Equal(LogLevel.Information, entry.Level);
        Assert.Equal((before, host.Current.Revision), (entry.Values["Previous"], entry.Values["Revision"]));
        Assert.Equal(
            ("source new, board right", "source gone, board left", "source other, board other"), (entry.Values["Added"], entry.Values["Removed"], entry.Values["Changed"]));
    }

    [Fact]
    public void Change_OfNothing_IsNotWorthALine()
    {
        using var host = ReloadHost.Start(ReloadHost.One);

        host.Change(ReloadHost.One);

        Assert.Empty(host.Log);
    }

    [Fact]
    public void Change_OfKeysOfTheStart_WarnsOfThemOnceAndAppliesTheRest()
    {
        using var host = ReloadHost.Start(ReloadHost.One);
        var changed = """{ "Hosting": { "TrustedProxies": [ "10.0.0.5" ], "MaxRuns": 9 }, "Access": { "Mode": "Anonymous", "UserHeader": "X-User" }, """ + ReloadHost.Two.TrimStart('{');

        host.Change(changed);
        host.Change(changed.Replace("Beta", "Gamma", StringComparison.Ordinal));

        Assert.Equal("Gamma", host.Current.Find("default")?.Find("b")?.Title);
        var warning = Assert.Single(host.Log, entry => entry.Level == LogLevel.Warning);
        Assert.Equal("Aggregator:Access:Mode, Aggregator:Access:UserHeader, Aggregator:Hosting:TrustedProxies, Aggregator:Hosting:MaxRuns", warning.Values["Keys"]);
    }

    [Fact]
    public void Start_ParameterThatNoSourceUses_IsWarnedOfOnce()
    {
        const string Section = """
            {
              "Sources": { "a": { "Url": "http://a.test/{query.used}", "Fallback": { "Source": "b" } }, "b": { "Url": "http://b.test/{query.standby}" } },
              "Boards": { "main": { "Sources": [ "a" ], "Parameters": { "used": { "Default": "1" }, "standby": { "Default": "1" }, "idle": { "Default": "1" } } } }
            }
            """;
        using var host = ReloadHost.Start(Section);
        host.Change(Section.Replace("a.test", "c.test", StringComparison.Ordinal));

        var warning = Assert.Single(host.Log, entry => entry.Level == LogLevel.Warning);
        Assert.Equal("main:idle", warning.Values["Parameters"]);
        Assert.Contains("{query.name}", warning.Text, StringComparison.Ordinal);

        host.Change(Section.Replace("{query.used}", "x", StringComparison.Ordinal));

        Assert.Equal("main:idle, main:used", host.Log.Last(entry => entry.Level == LogLevel.Warning).Values["Parameters"]);
    }
}
