using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Microsoft.Net.Http.Headers;

namespace Aggregator.Web.Access;

/// <summary>What may be passed on of the request that is answered: not a key with which a program shows this application who it is, whether it was needed or not.</summary>
internal sealed class ViewerRequest(IHttpContextAccessor accessor, ApiKeys keys, ConfigurationInForce configuration) : IViewerRequest
{
    public string? FindHeader(string name) =>
        accessor.HttpContext is { } context && context.Request.Headers.TryGetValue(name, out var values) && !keys.IsIn(values, configuration)
            ? string.Join(name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase) ? "; " : ", ", values.AsEnumerable())
            : null;
}
