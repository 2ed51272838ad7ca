using System.Net.Http.Headers;
using Aggregator.Core.Configuration.Validation;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>What makes calls of one source differ: what of the viewer's request is passed on, and what fills the places of its texts. Only runs with the same inputs share a call.</summary>
public sealed class CallInputs : IEquatable<CallInputs>
{
    private readonly string?[] _headers;
    private readonly string[] _values;
    private readonly Source _source;

    /// <param name="source">The source.</param>
    /// <param name="headers">The values of its <see cref="Source.ForwardHeaders"/>, in their order; null for one that the viewer did not send.</param>
    /// <param name="values">What fills each of its places, in their order.</param>
    internal CallInputs(Source source, string?[] headers, string[] values) => (_source, _headers, _values) = (source, headers, values);

    /// <inheritdoc />
    public bool Equals(CallInputs? other) =>
        other is not null && _source == other._source && _headers.AsSpan().SequenceEqual(other._headers) && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CallInputs);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var text in _headers.Concat(_values))
        {
            hash.Add(text, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>What fills a place of the source.</summary>
    internal string ValueOf(Reference reference) => _values[_source.Request.IndexOf(reference)];

    /// <summary>Puts the headers that the viewer sent into a request. One that is not as its standard says stays behind: an API would have to guess.</summary>
    internal void AddHeadersTo(HttpRequestHeaders headers)
    {
        foreach (var (i, value) in _headers.Index())
        {
            if (value is not null && HeaderRules.IsValue(value) && HeaderRules.IsHeader(_source.ForwardHeaders[i], value))
            {
                headers.Add(_source.ForwardHeaders[i], value);
            }
        }
    }
}
