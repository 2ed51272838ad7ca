using Aggregator.Tests.Support;
using Aggregator.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web.Access;

public sealed class ProxyUserTests
{
    private const string Board = "/boards/default?stream=off";
    private const string Ok = "HTTP/1.1 200 OK";
    private const string Refused = "HTTP/1.1 401 Unauthorized";
    private const string Untrusted = "the user header comes from a peer that is no trusted proxy";
    private const string Twice = "the user header or the groups header is there more than once";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task User_NamedByATrustedProxy_SeesBoards(string proxy)
    {
        await using var app = WebApp.StartInProduction(AccessSettings.ProxyUser(proxy));

        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, "X-Forwarded-User: ann@example.com"));
        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, "x-forwarded-user: ann", "X-Forwarded-Groups: writers, ops"));

        // The viewer's address is another one; the peer's stays the proxy's.
        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, "X-Forwarded-User: ann", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https"));

        // Signed in at the proxy by a token that is passed on.
        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, "X-Forwarded-User: ann", "Authorization: Bearer eyJhbGciOiJub25lIn0.e30."));
    }

    [Fact]
    public async Task User_HeaderOfOnesOwnChoice_IsTheOneThatCounts()
    {
        await using var app = WebApp.StartInProduction([.. AccessSettings.ProxyUser("127.0.0.1"), ("Aggregator:Access:UserHeader", "Remote-User")]);

        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, "Remote-User: ann"));
        Assert.Equal(Refused, await AccessSettings.StatusAsync(app, Board, "X-Forwarded-User: ann"));
    }

    [Fact]
    public Task User_FromATrustedProxyButNotExactlyOne_IsRefused() => AssertRefusedAsync(
        AccessSettings.ProxyUser("127.0.0.1"),
        ("Accept: */*", "no key and no user"),
        ("X-Forwarded-Groups: ops", "no key and no user"),
        ("X_Forwarded_User: ann", "no key and no user"),
        ("X-Forwarded-User:", "the user header is empty"),
        ("X-Forwarded-User: ann\r\nX-Forwarded-User: bob", Twice),
        ("X-Forwarded-User: ann\r\nX-Forwarded-User: ann", Twice),
        ("X-Forwarded-User: ann\r\nX-Forwarded-User:", Twice),
        ("X-Forwarded-User: ann\r\nx-forwarded-user: bob", Twice),
        ("X-Forwarded-User: ann, bob", Twice),
        ("X-Forwarded-User: ann\r\nX-Forwarded-Groups: writers\r\nX-Forwarded-Groups: ops", Twice));

    [Fact]
    public Task User_FromAnybodyElse_IsRefused() => AssertRefusedAsync(
        [.. AccessSettings.ProxyUser("10.0.0.5"), ("Aggregator:Access:Clients:wiki:KeyHashes:0", ApiKey.HashText(AccessSettings.Key))],
        ("X-Forwarded-User: ann", Untrusted),
        ("X-Forwarded-User: ann\r\nX-Forwarded-For: 10.0.0.5", Untrusted),
        ("X-Forwarded-User: ann\r\nForwarded: for=10.0.0.5", Untrusted),
        ("X-Forwarded-User: ann\r\nX-Forwarded-User: bob", Untrusted),
        ("X-Forwarded-User:", Untrusted),
        ("X-Forwarded-Groups: ops", Untrusted),
        ($"X-Forwarded-User: ann\r\nX-Api-Key: {AccessSettings.Key}", Untrusted),
        ($"X-Forwarded-Groups: ops\r\nX-Api-Key: {AccessSettings.Key}", Untrusted));

    [Fact]
    public async Task Key_BesideUsers_OpensBoardsFromAnywhere()
    {
        var client = ("Aggregator:Access:Clients:wiki:KeyHashes:0", ApiKey.HashText(AccessSettings.Key));
        await using var behind = WebApp.StartInProduction([.. AccessSettings.ProxyUser("127.0.0.1"), client]);
        await using var direct = WebApp.StartInProduction([.. AccessSettings.ProxyUser("10.0.0.5"), client]);

        Assert.Equal(Ok, await AccessSettings.StatusAsync(behind, Board, $"X-Api-Key: {AccessSettings.Key}"));
        Assert.Equal(Ok, await AccessSettings.StatusAsync(direct, Board, $"Authorization: Bearer {AccessSettings.Key}"));
        Assert.Equal(Refused, await AccessSettings.StatusAsync(direct, Board, $"X-Api-Key: {AccessSettings.SecondKey}"));
    }

    [Fact]
    public async Task Demo_ForAViewerOfATrustedProxy_IsNotOpen()
    {
        await using var app = WebApp.Start(AccessSettings.ProxyUser("127.0.0.1"));

        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, "/demo/random"));
        Assert.Equal(Refused, await AccessSettings.StatusAsync(app, "/demo/random", "X-Forwarded-For: 203.0.113.9"));
    }

    private static async Task AssertRefusedAsync((string Key, string Value)[] settings, params (string Header, string Reason)[] requests)
    {
        using var log = new LogCapture();
        await using var app = WebApp.StartInProduction(services => services.AddSingleton<ILoggerProvider>(log), settings);
        foreach (var (header, _) in requests)
        {
            Assert.Equal((header, Refused), (header, await AccessSettings.StatusAsync(app, Board, header)));
        }

        Assert.Equal(
            requests.Select(request => request.Reason),
            log.Entries.Where(entry => entry.Category.StartsWith("Aggregator.Web.Access", StringComparison.Ordinal)).Select(entry => entry.Values["Reason"]));
    }
}
