using System.Net.Http.Headers;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>What of a viewer's request is passed on to a source. Only viewers with the same share a call.</summary>
public sealed class ForwardedHeaders : IEquatable<ForwardedHeaders>
{
    private readonly (string Name, string? Value)[] _headers;

    private ForwardedHeaders((string Name, string? Value)[] headers) => _headers = headers;

    /// <summary>What the source passes on; null for nothing.</summary>
    /// <param name="source">The source.</param>
    /// <param name="find">Finds a header of the viewer's request; null where it has none of that name.</param>
    public static ForwardedHeaders? Of(Source source, Func<string, string?> find) =>
        source.ForwardHeaders.Count == 0 ? null : new([.. source.ForwardHeaders.Select(name => (name, find(name)))]);

    /// <inheritdoc />
    public bool Equals(ForwardedHeaders? other) => other is not null && _headers.AsSpan().SequenceEqual(other._headers);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ForwardedHeaders);

    /// <inheritdoc />
    public override int GetHashCode() => _headers.Aggregate(0, HashCode.Combine);

    /// <summary>Puts the headers that the viewer sent into a request. One that is not as its standard says stays behind.</summary>
    internal void AddTo(HttpRequestHeaders headers)
    {
        foreach (var (name, value) in _headers)
        {
            if (value is null || !Configuration.HeaderRules.IsValue(value))
            {
                continue;
            }

            try
            {
                headers.Add(name, value);
            }
            catch (FormatException)
            {
                // An API would have to guess.
            }
        }
    }
}
