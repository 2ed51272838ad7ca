using System.Net;
using System.Net.Http.Headers;

namespace Aggregator.Micro;

/// <summary>An API without a network: every request gets the same small answer.</summary>
/// <param name="isLater">Whether the answer comes on another thread, as it does from a network; otherwise it is there at once.</param>
internal sealed class InMemoryApi(bool isLater) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static Uri Address { get; } = new("http://127.0.0.1/value");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (isLater)
        {
            await Task.Yield();
        }

        var content = new ReadOnlyMemoryContent(Answers.Small);
        content.Headers.ContentType = Json;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
