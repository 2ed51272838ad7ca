using System.Net;
using Aggregator.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Web;

/// <summary>The board of <see cref="ParameterSettings"/>, on an API that answers 7.</summary>
public abstract class ParametersContext : IAsyncLifetime
{
    private WebApp? _app;
    private HttpClient? _client;

    private protected RawServer Server { get; } = new() { Rest = Answer.Json("""{"value":7}""") };

    private protected WebApp App => _app!;

    protected HttpClient Client => _client!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app = WebApp.Start(ParameterSettings.Of(Server));
        _client = _app.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _app!.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    protected async Task<IDocument> PageAsync(string path) => await new HtmlParser().ParseDocumentAsync(await GetAsync(path), Cancel);
}
