using System.Net.Http.Headers;
using System.Text;
using Aggregator.Core.Configuration.Validation;

namespace Aggregator.Core.Sources;

/// <summary>The request of a source: what is the same for every call is made once, and the places of the rest are filled for each.</summary>
internal sealed class SourceRequest
{
    private static readonly Uri Application = new("http://localhost");

    private readonly Template _url;
    private readonly FixedHeaders _fixedHeaders;
    private readonly IReadOnlyList<(string Name, Template Value)> _headers;
    private readonly Template? _body;
    private readonly MediaTypeHeaderValue? _contentType;
    private readonly Uri? _fixedUrl;
    private readonly int _segments;
    private readonly byte[]? _fixedBody;

    /// <param name="method">The method.</param>
    /// <param name="url">The address; relative for this application itself.</param>
    /// <param name="headers">Headers, credentials included.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="contentType">What that is.</param>
    public SourceRequest(HttpMethod method, Template url, IReadOnlyList<(string Name, Template Value)> headers, Template? body, MediaTypeHeaderValue? contentType)
    {
        (Method, _url, _headers, _body, _contentType) = (method, url, headers, body, contentType);
        References = [.. new[] { url, body }.Concat(headers.Select(header => header.Value)).SelectMany(text => text?.References ?? []).Distinct()];
        _fixedHeaders = new FixedHeaders([.. headers.Where(header => header.Value.Fixed is not null).Select(header => (header.Name, header.Value.Fixed!))]);
        _fixedUrl = url.Fixed is { } address ? Parse(address) : null;
        _fixedBody = body?.Fixed is { } text ? Encoding.UTF8.GetBytes(text) : null;
        var example = url.Render(_ => "place");
        IsOfThisApplication = example.StartsWith('/');
        _segments = Segments(example);
    }

    public HttpMethod Method { get; }

    /// <summary>Whether the address has no host.</summary>
    public bool IsOfThisApplication { get; }

    /// <summary>What must be known for a call, each once.</summary>
    public IReadOnlyList<Reference> References { get; }

    /// <summary>Where a place stands in <see cref="References"/>.</summary>
    public int IndexOf(Reference reference)
    {
        var index = 0;
        while (References[index] != reference)
        {
            index++;
        }

        return index;
    }

    /// <summary>The address of a call.</summary>
    /// <exception cref="BadPlaceException">What fills a place leads to another one: nothing, <c>.</c> or <c>..</c> as a part of a path, encoded or not.</exception>
    public Uri Url(Func<Reference, string> values)
    {
        if (_fixedUrl is not null)
        {
            return _fixedUrl;
        }

        var address = _url.Render(values);
        return Segments(address) == _segments ? Parse(address) : throw new BadPlaceException();
    }

    /// <summary>Puts the headers of a call into its request.</summary>
    /// <exception cref="BadPlaceException">What fills a place cannot be part of a header.</exception>
    public void AddHeadersTo(HttpRequestHeaders headers, Func<Reference, string> values)
    {
        _fixedHeaders.AddTo(headers);
        foreach (var (name, value) in _headers)
        {
            if (value.Fixed is null)
            {
                var text = value.Render(values);
                headers.Add(name, IsHeader(name, text) ? text : throw new BadPlaceException());
            }
        }
    }

    /// <summary>The first place of the address or of a header that is filled with what cannot stand there; null where all can.</summary>
    public Reference? FindMisfit(Func<Reference, string> values)
    {
        if (IsAddress(values))
        {
            return _headers.FirstOrDefault(header => !IsHeader(header.Name, header.Value.Render(values))).Value?.References.FirstOrDefault();
        }

        // Where each alone could stand there, such as two dots, it is all of them together.
        return _url.References.FirstOrDefault(place => !IsAddress(other => other == place ? values(other) : "place")) ?? _url.References.FirstOrDefault();
    }

    /// <summary>What a call sends; null for nothing.</summary>
    public HttpContent? Content(Func<Reference, string> values)
    {
        if (_body is null)
        {
            return null;
        }

        var content = new ReadOnlyMemoryContent(_fixedBody ?? Encoding.UTF8.GetBytes(_body.Render(values)));
        content.Headers.ContentType = _contentType;
        return content;
    }

    /// <summary>The same for requests of the same address.</summary>
    public int AddressHash => _url.Fixed?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>Whether each call sends the same as each of another request, which has no places either.</summary>
    public bool IsSameAs(SourceRequest other) =>
        _url.Fixed is not null
        && string.Equals(_url.Fixed, other._url.Fixed, StringComparison.Ordinal)
        && string.Equals(_body?.Fixed, other._body?.Fixed, StringComparison.Ordinal)
        && _headers.Select(header => (header.Name, header.Value.Fixed)).SequenceEqual(other._headers.Select(header => (header.Name, header.Value.Fixed)));

    /// <summary>Nothing of the texts, which may hold secrets.</summary>
    public override string ToString() => Method.Method;

    /// <summary>How many parts the path has as it is sent, with <c>.</c> and <c>..</c> followed and without empty ones.</summary>
    private static int Segments(string url) => new Uri(Application, url).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;

    private static bool IsHeader(string name, string text) => HeaderRules.IsValue(text) && HeaderRules.IsHeader(name, text);

    private bool IsAddress(Func<Reference, string> values)
    {
        try
        {
            _ = Url(values);
            return true;
        }
        catch (BadPlaceException)
        {
            return false;
        }
    }

    private static Uri Parse(string url) => new(url, url.StartsWith('/') ? UriKind.Relative : UriKind.Absolute);
}
