using System.Net;

namespace Aggregator.Core.Fetching.Attempts;

/// <summary>Redirects that may be followed (RFC 9110, 15.4): to the same host and port, or there from http to https. Credentials go no further.</summary>
internal sealed class Redirect : IDisposable
{
    private readonly HttpRequestMessage _request;
    private readonly Uri? _url;
    private readonly HttpMethod _method;
    private readonly HttpContent? _content;

    /// <param name="request">The request, which is changed to follow and put right again at the end: it may be sent once more.</param>
    public Redirect(HttpRequestMessage request)
    {
        _request = request;
        (_url, _method, _content) = (request.RequestUri, request.Method, request.Content);
    }

    /// <summary>Points the request to where the answer leads; false where that is nowhere, or where it may not go.</summary>
    public bool Follow(HttpResponseMessage response)
    {
        var from = _request.RequestUri!;
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || response.Headers.Location is not { } location
            || !Uri.TryCreate(from, location, out var target)
            || !MayLeadTo(from, target))
        {
            return false;
        }

        _request.RequestUri = target;
        if (response.StatusCode is HttpStatusCode.SeeOther || (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && _request.Method == HttpMethod.Post))
        {
            _request.Method = HttpMethod.Get;
            _request.Content = null;
        }

        return true;
    }

    public void Dispose() => (_request.RequestUri, _request.Method, _request.Content) = (_url, _method, _content);

    private static bool MayLeadTo(Uri from, Uri target) =>
        target.UserInfo.Length == 0
        && target.IdnHost.Equals(from.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (target.Scheme, target.Port) is var to
        && (to == (from.Scheme, from.Port) || (from is { Scheme: "http", IsDefaultPort: true } && target is { Scheme: "https", IsDefaultPort: true }));
}
