using System.Collections.Concurrent;
using System.Text;

namespace Aggregator.Tests.Support;

/// <summary>A token endpoint, <c>/token</c>, and the API that takes its tokens, everywhere else. It gives out t1, t2, and so on.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _good = [];
    private readonly LocalServer _server;
    private int _given;
    private int _calls;

    private TokenServer(LocalServer server) => _server = server;

    public Uri Url => _server.Url;

    public Uri TokenUrl => new(Url, "token");

    /// <summary>The client's secret.</summary>
    public string Secret { get; set; } = "s3cret";

    /// <summary>How long a token is good for, in seconds.</summary>
    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Holds requests for tokens back until it is completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How many requests for tokens came.</summary>
    public int TokenRequests { get; private set; }

    /// <summary>How many calls of the API came, those that were refused included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static async Task<TokenServer> StartAsync()
    {
        TokenServer? server = null;
        return server = new TokenServer(await LocalServer.StartAsync(context => server!.AnswerAsync(context)));
    }

    /// <summary>No token that was given out is good any more.</summary>
    public void Revoke() => _good.Clear();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => context.Request.Path == "/token" ? GiveAsync(context) : CallAsync(context);

    private async Task GiveAsync(HttpContext context)
    {
        lock (_good)
        {
            TokenRequests++;
        }

        await Gate.WaitAsync(context.RequestAborted);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var credentials = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"board:{Secret}"))}";
        if (form["grant_type"] != "client_credentials" || context.Request.Headers.Authorization != credentials)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client" }, context.RequestAborted);
            return;
        }

        var token = $"t{Interlocked.Increment(ref _given)}";
        _good[token] = true;
        await context.Response.WriteAsJsonAsync(new { access_token = token, token_type = "Bearer", expires_in = ExpiresIn }, context.RequestAborted);
    }

    private async Task CallAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        var token = context.Request.Headers.Authorization.ToString().Split("Bearer ").ElementAtOrDefault(1);
        if (token is null || !_good.ContainsKey(token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await context.Response.WriteAsJsonAsync(token, context.RequestAborted);
    }
}
