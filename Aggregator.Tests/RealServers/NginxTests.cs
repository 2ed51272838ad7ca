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
        await nginx.ServeAsync("private/orders.json", """{"open":17}""");
        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Secrets": { "orders": {{JsonSerializer.Serialize(NginxServer.Password)}} },
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

    private static void AssertFailed(AnsweredBoard board, string name, string reason, int? status, string sentence)
    {
        var source = board.Source(name);
        Assert.Equal((reason, sentence), (source.GetProperty("reason").GetString(), board.Card(name)));
        Assert.Equal(status, source.GetProperty("httpStatus") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null);
        Assert.Equal(1, source.GetProperty("attempts").GetArrayLength());
    }
}
