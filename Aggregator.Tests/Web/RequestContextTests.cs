using System.Globalization;
using System.Text.Json;
using Aggregator.Core.Combining;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Web;

/// <summary>The original asks how request context and configuration can be at hand after concurrent calls, without races.</summary>
public sealed class RequestContextTests
{
    private const int Viewers = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Combiner_ManyViewersAtOnce_EachHasItsOwnRequestAndScope()
    {
        await using var app = WebApp.Start(
            services => services.AddScoped<PerRequest>().AddCombiner<EchoCombiner>("echo"),
            [.. Boards.Quick, ("Aggregator:Boards:default:Combine", "echo"), ("Greeting", "hello")]);
        using var client = app.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(viewer => AskAsync(client, viewer)));

        Assert.Equal(Enumerable.Range(0, Viewers).Select(viewer => $"hello viewer-{viewer}, call 1"), answers);
    }

    private static async Task<string?> AskAsync(HttpClient client, int viewer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/boards/default");
        request.Headers.Add("X-Viewer", viewer.ToString(CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request, Cancel);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        return answer.GetProperty("result").GetProperty("value").GetString();
    }

    /// <summary>State of one request, as Flask's <c>g</c>.</summary>
    private sealed class PerRequest
    {
        public int Calls { get; set; }
    }

    /// <summary>Uses the viewer's request, the application's configuration and the request's own state.</summary>
    private sealed class EchoCombiner(IHttpContextAccessor http, IConfiguration configuration, PerRequest state) : ICombiner
    {
        public async ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken)
        {
            state.Calls++;
            await Task.Yield();
            var viewer = http.HttpContext!.Request.Headers["X-Viewer"];
            return CombinedValue.Of($"{configuration["Greeting"]} viewer-{viewer}, call {state.Calls}");
        }
    }
}
