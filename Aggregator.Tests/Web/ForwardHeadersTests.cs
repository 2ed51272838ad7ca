using Aggregator.Tests.Support;
using Aggregator.Web.Access;

namespace Aggregator.Tests.Web;

/// <summary>What of a viewer's request reaches an API: what the source names, and nothing else.</summary>
public sealed class ForwardHeadersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/embed/default")]
    public async Task Get_AnyWay_PassesOnWhatIsNamed(string path)
    {
        await using var server = new RawServer { Rest = Answer.Json("1") };
        await using var app = Start(server, ["Accept-Language", "X-Tenant", "Cookie", "X-Absent"]);

        await GetAsync(app, path, "Accept-Language: de, en;q=0.5", "X-Tenant: north", "x-tenant: south", "Cookie: a=1", "Cookie: b=2", "X-Other: 1", "Authorization: Basic abc", "Referer: http://a.test/");

        var request = server.Requests.Single();
        Assert.Contains("\r\nAccept-Language: de, en; q=0.5\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Tenant: north, south\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nCookie: a=1; b=2\r\n", request, StringComparison.Ordinal);
        Assert.All(["X-Absent", "X-Other", "Authorization", "Referer"], name => Assert.DoesNotContain(name, request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Get_HeaderThatIsNotAsItsStandardSays_StaysBehind()
    {
        await using var server = new RawServer { Rest = Answer.Json("1") };
        await using var app = Start(server, ["Accept-Language", "X-Tenant"]);

        await GetAsync(app, "/api/boards/default", "Accept-Language: ;;;=", "X-Tenant: north");

        Assert.DoesNotContain("Accept-Language", server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains("\r\nX-Tenant: north\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HeaderThatTheSourceWouldHaveByDefault_TakesItsPlace()
    {
        await using var server = new RawServer { Rest = Answer.Json("1") };
        await using var app = Start(server, ["Accept", "User-Agent"]);

        await GetAsync(app, "/api/boards/default", "Accept: application/vnd.example+json", "User-Agent: me/1");

        Assert.Contains("\r\nAccept: application/vnd.example+json\r\n", server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: me/1\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiKeys", "X-Api-Key: {key}", "Authorization: Basic abc")]
    [InlineData("ApiKeys", "Authorization: Bearer {key}", "X-Tenant: north")]
    [InlineData("ProxyUser", "Authorization: bearer {key}", "X-Forwarded-User: ann")]
    [InlineData("ProxyUser", "X-Api-Key: {key}", "X-Forwarded-User: ann")]
    public async Task Get_KeyOfThisApplication_IsNeverPassedOn(string mode, string credentials, string other)
    {
        var key = ApiKey.Create();
        await using var server = new RawServer { Rest = Answer.Json("1") };
        await using var app = Start(
            server,
            ["Authorization", "X-Api-Key", "X-Tenant", "X-Forwarded-User"],
            ("Aggregator:Access:Mode", mode),
            ("Aggregator:Access:Clients:wiki:KeyHashes:0", ApiKey.HashText(key)),
            (mode is "ProxyUser" ? "Aggregator:Hosting:TrustedProxies:0" : "Unused", "127.0.0.1"));

        await GetAsync(app, "/api/boards/default", credentials.Replace("{key}", key, StringComparison.Ordinal), other);

        Assert.DoesNotContain(key, server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains($"\r\n{other}\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ViewersWhoDiffer_NeverShareACall()
    {
        var gate = new TaskCompletionSource();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new RawServer
        {
            Rest = async connection =>
            {
                var tenant = connection.Request.Split("X-Tenant: ").ElementAtOrDefault(1)?.Split("\r\n")[0] ?? "nobody";
                (tenant is "north" ? first : second).TrySetResult();
                await gate.Task.WaitAsync(connection.Stopping);
                await Answer.Json($"\"{tenant}\"")(connection);
            },
        };
        await using var app = Start(server, ["X-Tenant"]);
        var north = GetAsync(app, "/api/boards/default", "X-Tenant: north");
        await first.Task.WaitAsync(Cancel);

        var nobody = GetAsync(app, "/api/boards/default");
        await second.Task.WaitAsync(Cancel);
        gate.SetResult();

        Assert.Contains("\"value\":\"north\"", await north, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"nobody\"", await nobody, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("/api/boards/default")]
    [InlineData("/badge/default/a.svg")]
    public async Task Get_SourceThatStandsIn_HasTheHeadersOfItsOwnViewerAndNoOthers(string path)
    {
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = 0;
        await using var down = new RawServer { Rest = Answer.Status(404) };
        await using var standby = new RawServer
        {
            Rest = async connection =>
            {
                // Neither is answered before the other one is there: at once they are.
                if (Interlocked.Increment(ref waiting) == 2)
                {
                    both.SetResult();
                }

                await both.Task.WaitAsync(connection.Stopping);
                await Answer.Json($"\"for {connection.Request.Split("X-Tenant: ")[1].Split("\r\n")[0]}\"")(connection);
            },
        };
        await using var app = Start(
            down, [], ("Aggregator:Sources:a:Fallback:Source", "b"), ("Aggregator:Sources:b:Url", standby.Url.OriginalString), ("Aggregator:Sources:b:Timeout", "00:00:20"), ("Aggregator:Sources:b:ForwardHeaders:0", "X-Tenant"));

        var answers = await Task.WhenAll(GetAsync(app, path, "X-Tenant: north"), GetAsync(app, path, "X-Tenant: south"));

        Assert.Contains("for north", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain("for south", answers[0], StringComparison.Ordinal);
        Assert.Contains("for south", answers[1], StringComparison.Ordinal);
        Assert.Equal(2, standby.Requests.Count);
        Assert.All(down.Requests, request => Assert.DoesNotContain("X-Tenant", request, StringComparison.Ordinal));
    }

    private static WebApp Start(RawServer server, string[] names, params (string Key, string Value)[] more) => WebApp.Start(
    [
        ("Aggregator:Sources:a:Url", server.Url.OriginalString),
        ("Aggregator:Sources:a:Timeout", "00:00:25"),
        ("Aggregator:Boards:default:Sources:0", "a"),
        ("Aggregator:Boards:default:Deadline", "00:00:25"),
        .. names.Select((name, index) => ($"Aggregator:Sources:a:ForwardHeaders:{index}", name)),
        .. more,
    ]);

    private static async Task<string> GetAsync(WebApp app, string path, params string[] headers)
    {
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, headers);
        var answer = await viewer.UntilEndAsync(Cancel);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        return answer;
    }
}
