using Microsoft.AspNetCore.StaticAssets;

namespace Aggregator.Web.Hosting;

/// <summary>What every answer says to the browser, unless the answer itself has said it already.</summary>
internal static class SecurityHeaders
{
    public const string CrossOriginResourcePolicy = "Cross-Origin-Resource-Policy";

    private static readonly string NotFramed = ContentSecurityPolicy("'none'");

    /// <summary>Everything from here and nothing inline, framed by those only who are named.</summary>
    /// <param name="frameAncestors">Who may frame the page.</param>
    /// <param name="frames">What the page may frame.</param>
    public static string ContentSecurityPolicy(string frameAncestors, string frames = "'none'") =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-src {frames}; "
        + $"base-uri 'none'; form-action 'self'; frame-ancestors {frameAncestors}";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state => AddAsync((HttpResponse)state), context.Response);
        return next(context);
    });

    private static Task AddAsync(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd("Content-Security-Policy", NotFramed);

        // A sandboxed frame is of no origin, so to it style sheets are another's, too. They are the same for everybody.
        headers.TryAdd(CrossOriginResourcePolicy, IsStaticFile(response) ? "cross-origin" : "same-origin");
        headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }

    private static bool IsStaticFile(HttpResponse response) =>
        response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
