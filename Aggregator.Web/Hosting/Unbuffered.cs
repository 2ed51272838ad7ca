using Microsoft.AspNetCore.Http.Features;

namespace Aggregator.Web.Hosting;

/// <summary>Answers that leave piece by piece, each piece at once.</summary>
internal static class Unbuffered
{
    /// <summary>Asks everything between here and the viewer to hold nothing back: nginx by its header, this server's own middleware by its feature.</summary>
    public static void Prepare(HttpResponse response)
    {
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
