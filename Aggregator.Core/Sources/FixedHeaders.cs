using System.Net.Http.Headers;

namespace Aggregator.Core.Sources;

/// <summary>Headers that are the same for many requests: checked once, when the configuration is loaded, and then put into each as they are.</summary>
internal sealed class FixedHeaders
{
    private readonly (string Name, string Value)[] _headers;

    /// <exception cref="FormatException">One of them can be none, which the configuration's validation should have said.</exception>
    public FixedHeaders(params (string Name, string Value)[] headers)
    {
        _headers = headers;
        using var example = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            example.Headers.Add(name, value);
        }
    }

    /// <summary>Puts them into a request.</summary>
    public void AddTo(HttpRequestHeaders headers)
    {
        foreach (var (name, value) in _headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Puts those into a request of which it has none by that name.</summary>
    public void AddMissingTo(HttpRequestHeaders headers)
    {
        foreach (var (name, value) in _headers)
        {
            if (!headers.NonValidated.Contains(name))
            {
                headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
