using System.Net;
using System.Net.Sockets;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web.Hosting;

/// <summary>Real files of a running application, changed in every way in which files are changed.</summary>
public sealed class ConfigurationFilesTests
{
    private const string Good = """{ "Sources": { "a": { "Url": "http://127.0.0.1:9/", "Attempts": 1 } } }""";
    private const string Better = """{ "Sources": { "a": { "Url": "http://127.0.0.1:9/", "Attempts": 1, "Title": "Better" } } }""";

    public static TheoryData<string, string?, string> Damages => new()
    {
        { "cut off", SettingsFolder.Text(Good)[..40], "appsettings.json cannot be read: its JSON is wrong at line 1, byte 41; mend it." },
        { "invalid", "{\n  \"Aggregator\": { \u0007 }\n}", "appsettings.json cannot be read: its JSON is wrong at line 2, byte 19; mend it." },
        { "emptied", "", "appsettings.json cannot be read: its JSON is wrong at line 1, byte 1; mend it." },
        { "a list", "[]", "appsettings.json cannot be read: it is not one JSON object, or holds a key twice; mend it." },
        { "a key twice", """{ "hunter2": 1, "HUNTER2": 2 }""", "appsettings.json cannot be read: it is not one JSON object, or holds a key twice; mend it." },
        { "deleted", null, "appsettings.json is gone: put it back, or restart without it." },
        { "an unknown key", SettingsFolder.Text("""{ "Embedding": { "Portals": [ ] } }"""), "Aggregator:Embedding:Portals is not a known key: write one of AllowedAncestors, AllowedOrigins." },
        { "an unknown level", """{ "Logging": { "LogLevel": { "Default": "hunter2" } } }""", "appsettings.json holds a setting outside of Aggregator that cannot be, such as an unknown level of Logging: mend it." },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task File_Damaged_LeavesWhatIsInForceUntilItIsMended(string damage, string? text, string sentence)
    {
        using var log = new LogCapture();
        using var folder = new SettingsFolder(Good);
        await using var app = WebApp.StartIn(folder, services => services.AddSingleton<ILoggerProvider>(log));
        using var client = app.CreateClient();
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        var revision = catalog.Current.Revision;

        if (text is null)
        {
            File.Delete(folder.File);
        }
        else
        {
            await File.WriteAllTextAsync(folder.File, text, Cancel);
        }

        await Eventually.IsSoAsync(() => catalog.NewerErrors > 0, damage);
        Assert.Equal(1, catalog.NewerErrors);
        Assert.Equal("Degraded", await client.GetStringAsync("/healthz", Cancel));
        Assert.Equal("Healthy", await client.GetStringAsync("/readyz", Cancel));
        Assert.Contains(
            $"Configuration <code>{revision}</code>; a newer one has 1 error and is not in force", await client.GetStringAsync("/?stream=off", Cancel), StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(catalog.Current.Find("default")!.Sources).Name);

        folder.Write(Better);
        await Eventually.IsSoAsync(() => catalog.NewerErrors == 0, damage);
        Assert.Equal("Better", catalog.Current.Find("default")!.Sources[0].Title);
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz", Cancel));
        Assert.DoesNotContain("a newer one", await client.GetStringAsync("/?stream=off", Cancel), StringComparison.Ordinal);
        var told = Assert.Single(log.Entries, entry => entry.Name is "ConfigurationRefused");
        Assert.Equal((LogLevel.Error, sentence), (told.Level, told.Values["Errors"]));
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains("hunter2", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task File_ChangedInAnyWay_IsInForceWithinFiveSeconds()
    {
        using var folder = new SettingsFolder(Good);
        await using var app = WebApp.StartIn(folder);
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        Action[] ways =
        [
            () => folder.Write(Better),
            () => folder.Swap(Good),
            () => File.SetLastWriteTimeUtc(Rewritten(folder, Better), DateTime.UnixEpoch),
            () => Linked(folder, Good),
        ];

        foreach (var (i, change) in ways.Index())
        {
            var revision = Configured.Catalog(i % 2 == 0 ? Better : Good).Revision;
            Assert.NotEqual(revision, catalog.Current.Revision);
            change();
            await Eventually.IsSoAsync(() => catalog.Current.Revision.Equals(revision, StringComparison.Ordinal), $"way {i}");
        }
    }

    [Fact]
    public async Task File_ThatWasNotThere_CountsOnceItIs()
    {
        using var folder = new SettingsFolder(Good);
        File.Delete(folder.File);
        await using var app = WebApp.StartIn(folder);
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        Assert.Empty(catalog.Current.Boards);

        folder.Write(Good);

        await Eventually.IsSoAsync(() => catalog.Current.Boards.Count == 1, "written");
    }

    [Fact]
    public async Task File_WithAnotherAddressToListenOn_OpensNothingBeforeTheNextStart()
    {
        using var folder = new SettingsFolder(Good);
        await using var app = WebApp.StartIn(folder);
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = (IPEndPoint)probe.LocalEndpoint;
        probe.Stop();

        await File.WriteAllTextAsync(
            folder.File, $$"""{ "Kestrel": { "Endpoints": { "more": { "Url": "http://{{address}}" } } }, {{SettingsFolder.Text(Better).TrimStart('{')}}""", Cancel);

        await Eventually.IsSoAsync(() => catalog.Current.Find("default")!.Sources[0].Title is "Better", "written");
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(address, Cancel).AsTask());
    }

    [Fact]
    public async Task SecretsFolder_ALinkLeadsElsewhere_IsInForceWithinFiveSeconds()
    {
        const string Key = "Aggregator__Sources__a__Url";
        await using var before = new RawServer { Rest = Answer.Json("1") };
        await using var after = new RawServer { Rest = Answer.Json("2") };
        using var folder = new SettingsFolder(Good);
        var secrets = folder.MountSecret("v1", Key, $"{before.Url}\n");
        folder.Write($$"""{ "Hosting": { "SecretsFolder": "{{secrets}}" }, "Sources": { "a": { "Url": "http://127.0.0.1:9/", "Attempts": 1 } } }""");
        await using var app = WebApp.StartIn(folder);
        using var client = app.CreateClient();
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        Assert.Contains("\"value\":1,", await client.GetStringAsync("/api/boards/default", Cancel), StringComparison.Ordinal);

        folder.MountSecret("v2", Key, $"{after.Url}\n");

        await Eventually.IsSoAsync(() => catalog.Current.Find("default")!.Sources[0].Url == after.Url, "swapped");
        Assert.Contains("\"value\":2,", await client.GetStringAsync("/api/boards/default", Cancel), StringComparison.Ordinal);
        Assert.Single(before.Requests);
    }

    [Fact]
    public async Task SecretsFolder_ARotatedSecret_IsSentWithinFiveSeconds()
    {
        await using var api = new RawServer { Rest = Answer.Json("1") };
        using var folder = new SettingsFolder(Good);
        var secrets = folder.MountSecret("v1", "Aggregator__Secrets__crm", "before\n");
        folder.Write(
            $$"""{ "Hosting": { "SecretsFolder": "{{secrets}}" }, "Sources": { "a": { "Url": "{{api.Url}}", "Auth": { "Type": "Bearer", "Token": "{secret:crm}" } } } }""");
        await using var app = WebApp.StartIn(folder);
        using var client = app.CreateClient();
        var catalog = app.Services.GetRequiredService<BoardCatalog>();
        await client.GetStringAsync("/api/boards/default", Cancel);
        var (source, revision) = (catalog.Current.Find("default")!.Sources[0], catalog.Current.Revision);

        folder.MountSecret("v2", "Aggregator__Secrets__crm", "after\n");

        await Eventually.IsSoAsync(() => catalog.Current.Find("default")!.Sources[0] != source, "rotated");
        await client.GetStringAsync("/api/boards/default", Cancel);
        Assert.Equal(
            ["Authorization: Bearer before", "Authorization: Bearer after"],
            api.Requests.SelectMany(request => request.Split("\r\n")).Where(line => line.StartsWith("Authorization:", StringComparison.Ordinal)));
        Assert.Equal(revision, catalog.Current.Revision);
    }

    [Fact]
    public async Task SecretsFolder_Gone_LeavesWhatIsInForce()
    {
        using var folder = new SettingsFolder(Good);
        var secrets = folder.MountSecret("v1", "Aggregator__Sources__a__Title", "From the folder");
        folder.Write($$"""{ "Hosting": { "SecretsFolder": "{{secrets}}" }, "Sources": { "a": { "Url": "http://127.0.0.1:9/" } } }""");
        await using var app = WebApp.StartIn(folder);
        var catalog = app.Services.GetRequiredService<BoardCatalog>();

        Directory.Move(secrets, secrets + "-away");
        await Eventually.IsSoAsync(() => catalog.NewerErrors > 0, "gone");
        Assert.Equal("From the folder", catalog.Current.Find("default")!.Sources[0].Title);

        Directory.Move(secrets + "-away", secrets);
        await Eventually.IsSoAsync(() => catalog.NewerErrors == 0, "back");
        Assert.Equal("From the folder", catalog.Current.Find("default")!.Sources[0].Title);
    }

    [Fact]
    public async Task SecretsFolder_NotThereAtTheStart_IsAnErrorAmongTheOthers()
    {
        var ending = await WebProcess.RunAsync(
            null, ["--urls", "http://127.0.0.1:0"], ("Aggregator__Hosting__SecretsFolder", "/nowhere/at/all"), ("Aggregator__Hosting__MaxRuns", "0"));

        Assert.Equal(78, ending.ExitCode);
        Assert.Equal(
            [
                "Aggregator did not start: 2 errors in the configuration.",
                "  Aggregator:Hosting:MaxRuns is '0': write a number of at least 1.",
                "  Aggregator:Hosting:SecretsFolder is '/nowhere/at/all': there is no such folder; mount or make it, or take the key out.",
            ],
            ending.ErrorLines);
    }

    private static string Rewritten(SettingsFolder folder, string section)
    {
        folder.Write(section);
        return folder.File;
    }

    private static void Linked(SettingsFolder folder, string section)
    {
        var target = Path.Combine(folder.Path, "elsewhere.json");
        File.WriteAllText(target, SettingsFolder.Text(section));
        File.CreateSymbolicLink(folder.File + ".link", target);
        File.Move(folder.File + ".link", folder.File, overwrite: true);
    }
}
