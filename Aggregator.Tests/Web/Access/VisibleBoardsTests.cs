using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Access;

/// <summary>A board for one group, as others see it: not at all.</summary>
public sealed class VisibleBoardsTests
{
    private const string Limited = AccessSettings.LimitedBoard;

    private static readonly string[] WithList =
        [$"/boards/{Limited}?stream=off", $"/embed/{Limited}?stream=off", $"/boards/{Limited}/embed", $"/api/boards/{Limited}", $"/api/boards/{Limited}/events"];

    private static readonly string[] Addresses =
        [.. WithList, $"/badge/{Limited}.svg", $"/badge/{Limited}/api-a.svg", $"/oembed?url=http://127.0.0.1/boards/{Limited}", $"/oembed?url=http://127.0.0.1/embed/{Limited}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Board_ForMembersOfOneOfItsGroups_IsABoardLikeAnyOther()
    {
        await using var behindProxy = WebApp.Start(AccessSettings.ProxyUser("127.0.0.1"));
        await using var withKeys = WebApp.Start(AccessSettings.ApiKeys);

        foreach (var address in Addresses)
        {
            var asUser = await GetAsync(behindProxy, WithPort(address, behindProxy), "X-Forwarded-User: ann", "X-Forwarded-Groups: writers,ops , sales");
            Assert.StartsWith("HTTP/1.1 200 OK", asUser, StringComparison.Ordinal);
            var asClient = await GetAsync(withKeys, WithPort(address, withKeys), $"X-Api-Key: {AccessSettings.OpsKey}");
            Assert.StartsWith("HTTP/1.1 200 OK", asClient, StringComparison.Ordinal);
        }

        Assert.Contains(Limited, await GetAsync(withKeys, "/api/boards", $"X-Api-Key: {AccessSettings.OpsKey}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-User: ann")]
    [InlineData("X-Forwarded-User: ops")]
    [InlineData("X-Forwarded-User: ann", "X-Forwarded-Groups:")]
    [InlineData("X-Forwarded-User: ann", "X-Forwarded-Groups: writers, OPS")]
    [InlineData("X-Forwarded-User: ann", "X-Forwarded-Groups: ops-readers;ops")]
    [InlineData("X-Forwarded-User: ann", "X-Forwarded-Group: ops")]
    public async Task Board_ForOthers_IsAnUnknownBoard(params string[] headers)
    {
        await using var app = WebApp.Start(AccessSettings.ProxyUser("127.0.0.1"));

        foreach (var address in Addresses.Select(address => WithPort(address, app)))
        {
            var answer = await GetAsync(app, address, headers);
            var unknown = await GetAsync(app, address.Replace(Limited, "no-such", StringComparison.Ordinal), headers);
            Assert.StartsWith("HTTP/1.1 404 Not Found", answer, StringComparison.Ordinal);
            Assert.Equal(WithList.Contains(address), answer.Contains("default", StringComparison.Ordinal) && answer.Contains("other", StringComparison.Ordinal));
            Assert.DoesNotContain(Limited, answer, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(Comparable(unknown), Comparable(answer));
        }

        var list = await GetAsync(app, "/api/boards", headers);
        Assert.Contains("\"other\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Limited, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_NoneForThisViewer_SaysNoMoreThanThat()
    {
        await using var app = WebApp.StartInProduction(
        [
            .. AccessSettings.ProxyUser("127.0.0.1"),
            ("Aggregator:Boards:default:Groups:0", "ops"),
            ("Aggregator:Boards:other:Groups:0", "ops"),
        ]);
        var page = await GetAsync(app, "/", "X-Forwarded-User: ann");

        Assert.Contains("There is no board for you to see.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sources", page, StringComparison.Ordinal);
        Assert.Contains("\"boards\":[]", await GetAsync(app, "/api/boards", "X-Forwarded-User: ann"), StringComparison.Ordinal);
    }

    private static string WithPort(string address, WebApp app) => address.Replace("127.0.0.1/", $"127.0.0.1:{app.Address.Port}/", StringComparison.Ordinal);

    private static async Task<string> GetAsync(WebApp app, string path, params string[] headers)
    {
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, headers);
        return await viewer.UntilEndAsync(Cancel);
    }

    private static string Comparable(string answer) =>
        string.Join('\n', answer.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)).Select(line => line.Split("\"traceId\"")[0]));
}
