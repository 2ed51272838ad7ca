using Aggregator.Tests.Support;
using Aggregator.Web.Access;

namespace Aggregator.Tests.Web.Access;

/// <summary>Settings of an application that not everybody may look at: three boards, one of them for the group ops.</summary>
internal static class AccessSettings
{
    /// <summary>The board that is for one group only.</summary>
    public const string LimitedBoard = "payroll";

    public static string Key { get; } = ApiKey.Create();

    public static string SecondKey { get; } = ApiKey.Create();

    public static string OpsKey { get; } = ApiKey.Create();

    public static (string Key, string Value)[] ApiKeys =>
    [
        .. ThreeBoards,
        ("Aggregator:Access:Mode", "ApiKeys"),
        ("Aggregator:Access:Clients:wiki:KeyHashes:0", ApiKey.HashText(Key)),
        ("Aggregator:Access:Clients:wiki:KeyHashes:1", ApiKey.HashText(SecondKey)),
        ("Aggregator:Access:Clients:wiki:Groups:0", "writers"),
        ("Aggregator:Access:Clients:ops:KeyHashes:0", ApiKey.HashText(OpsKey)),
        ("Aggregator:Access:Clients:ops:Groups:0", "ops"),
        ("Aggregator:Access:Clients:ops:Groups:1", "directors"),
    ];

    public static (string Key, string Value)[] ProxyUser(string proxy) =>
    [
        .. ThreeBoards,
        ("Aggregator:Access:Mode", "ProxyUser"),
        ("Aggregator:Access:GroupsHeader", "X-Forwarded-Groups"),
        ("Aggregator:Hosting:TrustedProxies:0", proxy),
    ];

    private static (string Key, string Value)[] ThreeBoards =>
    [
        ("Aggregator:Demo:Enabled", "true"),
        ("Aggregator:Sources:api-a:Url", "/demo/random"),
        ("Aggregator:Boards:default:Sources:0", "api-a"),
        ("Aggregator:Boards:other:Sources:0", "api-a"),
        ($"Aggregator:Boards:{LimitedBoard}:Title", "Who earns what"),
        ($"Aggregator:Boards:{LimitedBoard}:Sources:0", "api-a"),
        ($"Aggregator:Boards:{LimitedBoard}:Groups:0", "directors"),
        ($"Aggregator:Boards:{LimitedBoard}:Groups:1", "ops"),
    ];

    /// <summary>The first line of the answer to a request with exactly these header lines.</summary>
    public static async Task<string> StatusAsync(WebApp app, string path, params string[] headers)
    {
        using var viewer = await RawClient.GetAsync(app.Address, path, TestContext.Current.CancellationToken, headers);
        var answer = await viewer.UntilEndAsync(TestContext.Current.CancellationToken);
        return answer[..answer.IndexOf("\r\n", StringComparison.Ordinal)];
    }
}
