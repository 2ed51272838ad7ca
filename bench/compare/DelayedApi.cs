using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Compare;

/// <summary>The API that answers after <c>?delay=50ms</c> or <c>?delay=2s</c>; a call that waits costs a timer.</summary>
internal sealed class DelayedApi : IAsyncDisposable
{
    private const int MostWaiting = 4096;

    private readonly WebApplication _app;

    private DelayedApi(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<DelayedApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => sockets.Backlog = MostWaiting).ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        return new DelayedApi(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        await Task.Delay(Delay(context.Request.Query["delay"].ToString()), context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 13;
        await context.Response.Body.WriteAsync("""{"value":1.5}"""u8.ToArray(), context.RequestAborted);
    }

    private static TimeSpan Delay(string text) =>
        text.EndsWith("ms", StringComparison.Ordinal)
            ? TimeSpan.FromMilliseconds(int.Parse(text.AsSpan(0, text.Length - 2), CultureInfo.InvariantCulture))
            : TimeSpan.FromSeconds(int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture));
}
