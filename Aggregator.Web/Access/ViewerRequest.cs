using Aggregator.Core.Aggregation;
using Microsoft.Net.Http.Headers;

namespace Aggregator.Web.Access;

/// <summary>What may be passed on of the request that is answered: not the key with which a program has shown this application who it is.</summary>
internal sealed class ViewerRequest(IHttpContextAccessor accessor) : IViewerRequest
{
    public string? FindHeader(string name) =>
        accessor.HttpContext is { } context && context.Request.Headers.TryGetValue(name, out var values) && !IsKeyOfThisApplication(context, name) ? values.ToString() : null;

    private static bool IsKeyOfThisApplication(HttpContext context, string header) =>
        context.User.Identity?.AuthenticationType is nameof(ApiKeys)
        && (header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase) || header.Equals(ApiKeys.Header, StringComparison.OrdinalIgnoreCase));
}
