using System.Buffers;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Presentation;

/// <summary>A page that leaves piece by piece: its frame before any source has answered, then what its run makes.</summary>
/// <param name="view">The view, which leaves a gap for the pieces.</param>
/// <param name="page">The page.</param>
internal sealed class StreamedPage(ViewResult view, BoardPage page) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var frame = await services.GetRequiredService<PageFrames>().GetAsync(context, view, page);
        http.Response.ContentType = "text/html; charset=utf-8";
        var body = http.Response.BodyWriter;
        body.Write(frame.Before);
        await body.FlushAsync();
        await page.StreamAsync(body, $"{http.Request.PathBase}/", services.GetRequiredService<ILogger<StreamedPage>>());
        body.Write(frame.After);
    }
}
