using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.RealServers;

/// <summary>What a real nginx asks of those who ask it: passwords, certificates, and to unpack what it has packed.</summary>
public sealed class NginxTests(NginxServer nginx) : IClassFixture<NginxServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Password_OpensWhatNobodyElseGets()
    {
        const string Password = "s3cret süß";
        await nginx.SetPasswordAsync("private", Password);
        await nginx.ServeAsync("private/orders.json", """{"open":17}""");
        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Secrets": { "orders": {{JsonSerializer.Serialize(Password)}} },
              "Sources": {
                "right": { "Url": "{{nginx.Server.Address}}private/orders.json", "Select": "/open", "Auth": { "Type": "Basic", "UserName": "board", "Password": "{secret:orders}" } },
                "wrong": { "Url": "{{nginx.Server.Address}}private/orders.json", "Select": "/open", "Auth": { "Type": "Basic", "UserName": "board", "Password": "orders" } },
                "none": { "Url": "{{nginx.Server.Address}}private/orders.json", "Select": "/open" }
              },
              "Boards": { "default": { "Sources": [ "right", "wrong", "none" ] } }
            }
            """);

        Assert.Equal((17, "17"), (board.Source("right").GetProperty("value").GetInt32(), board.Card("right")));
        AssertFailed(board, "wrong", "auth-failed", 401, "The API refused access.");
        AssertFailed(board, "none", "auth-failed", 401, "The API refused access.");
    }

    [Fact]
    public async Task Get_PasswordIsRotated_IsSentWithoutARestart()
    {
        var address = nginx.Server.Address;
        await nginx.SetPasswordAsync("rotated", "first");
        await nginx.ServeAsync("rotated/orders.json", """{"open":17}""");
        using var folder = new SettingsFolder("{}");
        var secrets = folder.MountSecret("v1", "Aggregator__Secrets__orders", "first\n");
        folder.Write(
            $$"""
            {
              "Hosting": { "SecretsFolder": "{{secrets}}" },
              "Sources": { "orders": { "Url": "{{address}}rotated/orders.json", "Select": "/open", "Timeout": "00:00:10", "Auth": { "Type": "Basic", "UserName": "board", "Password": "{secret:orders}" } } }
            }
            """);
        await using var app = WebApp.StartIn(folder);
        Assert.Equal("17", (await AnsweredBoard.AskAsync(app)).Card("orders"));

        await nginx.SetPasswordAsync("rotated", "second");
        AssertFailed(await AnsweredBoard.AskAsync(app), "orders", "auth-failed", 401, "The API refused access.");

        folder.MountSecret("v2", "Aggregator__Secrets__orders", "second\n");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await AnsweredBoard.AskAsync(app)).Source("orders").GetProperty("reason").GetString() is "auth-failed")
        {
            await Task.Delay(100, limit.Token);
        }

        Assert.Equal("17", (await AnsweredBoard.AskAsync(app)).Card("orders"));
    }

    [Theory]
    [InlineData("TLSv1.2")]
    [InlineData("TLSv1.3")]
    public async Task Get_ClientCertificate_OpensWhatNobodyElseGets(string version)
    {
        nginx.Server.Require();
        var address = nginx.TlsUrl(version);
        await nginx.ServeAsync("stock.json", """{"left":3}""");
        using var strangers = new Certificates();
        var stranger = Path.Combine(nginx.Server.Folder.FullName, "stranger.pem");
        await File.WriteAllTextAsync(stranger, strangers.SignedPem("board.example.com", TimeProvider.System.GetUtcNow().AddDays(1)), Cancel);

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "known": { "Url": "{{address}}stock.json", "Select": "/left", "CaCertificate": "{{nginx.Authority}}", "Auth": { "Type": "ClientCertificate", "Path": "{{nginx.ClientCertificate}}" } },
                "stranger": { "Url": "{{address}}stock.json", "Select": "/left", "CaCertificate": "{{nginx.Authority}}", "Auth": { "Type": "ClientCertificate", "Path": "{{stranger}}" } },
                "none": { "Url": "{{address}}stock.json", "Select": "/left", "CaCertificate": "{{nginx.Authority}}" },
                "untrusting": { "Url": "{{address}}stock.json", "Select": "/left", "Auth": { "Type": "ClientCertificate", "Path": "{{nginx.ClientCertificate}}" } }
              },
              "Boards": { "default": { "Sources": [ "known", "stranger", "none", "untrusting" ] } }
            }
            """);

        Assert.Equal((3, "3"), (board.Source("known").GetProperty("value").GetInt32(), board.Card("known")));
        await nginx.UntilLoggedAsync($"GET /stock.json HTTP/1.1 200 - SUCCESS {version}");

        // nginx answers in HTTP where it could refuse the connection.
        AssertFailed(board, "stranger", "bad-status", 400, "The API answered with the status 400.");
        AssertFailed(board, "none", "bad-status", 400, "The API answered with the status 400.");
        AssertFailed(board, "untrusting", "tls-failed", null, "No secure connection could be made.");
    }

    [Fact]
    public async Task Get_PackedAnswer_IsTheFile()
    {
        var address = nginx.Server.Address;
        var names = Enumerable.Range(0, 200).Select(number => $"order-{number}").ToList();
        await nginx.ServeAsync("long.json", JsonSerializer.Serialize(names));
        await nginx.ServeAsync("short.json", """["order-1"]""");

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": { "long": { "Url": "{{address}}long.json" }, "short": { "Url": "{{address}}short.json" } },
              "Boards": { "default": { "Sources": [ "long", "short" ] } }
            }
            """);

        Assert.Equal(names, board.Source("long").GetProperty("value").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["order-1"], board.Source("short").GetProperty("value").EnumerateArray().Select(name => name.GetString()));
        await nginx.UntilLoggedAsync("GET /long.json HTTP/1.1 200 gzip - -");
        await nginx.UntilLoggedAsync("GET /short.json HTTP/1.1 200 - - -");
    }

    [Fact]
    public async Task Get_FilesOfAllFormats_AreOnOneBoardWhatTheyAre()
    {
        var address = nginx.Server.Address;
        await nginx.ServeAsync("weather.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <station xmlns="urn:example:weather"><reading at="08:00"><celsius>3.40</celsius></reading><reading at="09:00"><celsius>4.1</celsius></reading></station>
            """);
        await nginx.ServeAsync("prices.csv", "town;unit price\r\nBern;129.90\r\nZürich;\"131,50\"\r\n");
        await nginx.ServeAsync("news.rss", """
            <rss version="2.0"><channel><title>News</title><item><title>Bread &amp; games</title></item><item><title>Nothing new</title></item></channel></rss>
            """);
        await nginx.ServeAsync("load.txt", "up 12 days, load average: 0.52, 0.58\n");
        await nginx.ServeAsync("login.html", "<p>Please sign in");

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "celsius": { "Url": "{{address}}weather.xml", "Format": "Xml", "Select": "/station/reading[@at='08:00']/celsius" },
                "hours": { "Url": "{{address}}weather.xml", "Select": "//reading/@at" },
                "bern": { "Url": "{{address}}prices.csv", "Format": "Csv", "Select": "\"unit price\"[town=Bern]" },
                "last": { "Url": "{{address}}prices.csv", "Select": "/1" },
                "news": { "Url": "{{address}}news.rss", "Select": "$[*].title" },
                "load": { "Url": "{{address}}load.txt", "Format": "Text", "Select": "load average: ([0-9.]+)" },
                "uptime": { "Url": "{{address}}load.txt" },
                "login": { "Url": "{{address}}login.html" }
              },
              "Boards": { "default": { "Sources": [ "celsius", "hours", "bern", "last", "news", "load", "uptime", "login" ] } }
            }
            """);

        Assert.Equal(("3.40", "3.40"), (board.Source("celsius").GetProperty("value").GetRawText(), board.Card("celsius")));
        Assert.Equal("""["08:00","09:00"]""", board.Source("hours").GetProperty("value").GetRawText());
        Assert.Equal(("129.90", "129.90"), (board.Source("bern").GetProperty("value").GetRawText(), board.Card("bern")));
        Assert.Equal(("Zürich", "131,50"), (board.Source("last").GetProperty("value").GetProperty("town").GetString(), board.Source("last").GetProperty("value").GetProperty("unit price").GetString()));
        Assert.Equal(["Bread & games", "Nothing new"], board.Source("news").GetProperty("value").EnumerateArray().Select(title => title.GetString()));
        Assert.Equal(("0.52", "0.52"), (board.Source("load").GetProperty("value").GetRawText(), board.Card("load")));
        Assert.Equal("up 12 days, load average: 0.52, 0.58", board.Card("uptime"));
        AssertFailed(board, "login", "unexpected-content-type", 200, board.Card("login"));
        Assert.DoesNotContain("sign in", board.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static void AssertFailed(AnsweredBoard board, string name, string reason, int? status, string sentence)
    {
        var source = board.Source(name);
        Assert.Equal((reason, sentence), (source.GetProperty("reason").GetString(), board.Card(name)));
        Assert.Equal(status, source.GetProperty("httpStatus") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null);
        Assert.Equal(1, source.GetProperty("attempts").GetArrayLength());
    }
}
