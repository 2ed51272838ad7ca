using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Support;

/// <summary>Every route that the application has, without its static files.</summary>
internal static partial class Routes
{
    /// <summary>Each with each of its methods; whatever a route has a place for is called <c>default</c>.</summary>
    public static IReadOnlyList<(HttpMethod Method, string Path)> Of(WebApp app)
    {
        List<(HttpMethod, string)> routes =
        [
            .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .SelectMany(
                    route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"],
                    (route, method) => (new HttpMethod(method), "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/'), "default"))),
        ];
        Assert.InRange(routes.Count, 10, int.MaxValue);
        return routes;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
