using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Presentation;

/// <summary>The frames of streamed pages. A view takes as long as four calls, and what it makes is the same for everybody who asks the same: so it is made once.</summary>
/// <param name="views">Where the view is found.</param>
/// <param name="options">How views are set up.</param>
internal sealed class PageFrames(ICompositeViewEngine views, IOptions<MvcViewOptions> options) : IDisposable
{
    /// <summary>In bytes. A viewer who makes up queries or hosts only drives out what was used least.</summary>
    private const long MostKept = 8 * 1024 * 1024;

    /// <summary>The frames of a configuration that is not in force any more go with those that nobody asks for.</summary>
    private static readonly TimeSpan LongestUnused = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _frames = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <param name="context">The request.</param>
    /// <param name="view">The view of the page.</param>
    /// <param name="page">The page.</param>
    public async ValueTask<PageFrame> GetAsync(ActionContext context, ViewResult view, BoardPage page)
    {
        var key = Key.Of(context.HttpContext.Request, page);
        if (_frames.TryGetValue(key, out PageFrame? kept))
        {
            return kept!;
        }

        var found = views.FindView(context, view.ViewName!, isMainPage: true).EnsureSuccessful(originalLocations: null).View!;
        var frame = await PageFrame.RenderAsync(new ViewContext(context, found, view.ViewData, view.TempData, TextWriter.Null, options.Value.HtmlHelperOptions));

        // A board of one source is made anew for each request, and would not be found again.
        if (page.Query.Source is null)
        {
            _frames.Set(key, frame, new MemoryCacheEntryOptions { Size = frame.Length + key.Length, SlidingExpiration = LongestUnused });
        }

        return frame;
    }

    public void Dispose() => _frames.Dispose();

    /// <summary>All that the view reads. Of the board no more than its names: a key may outlive the configuration, whose secrets must not.</summary>
    private sealed record Key(
        string Board, string Revision, string Scheme, string Host, string PathBase, string Query, bool IsEmbedded, IReadOnlyList<string> Ancestors, bool HasOtherBoards, int NewerErrors)
    {
        public int Length => sizeof(char) * (Host.Length + PathBase.Length + Query.Length);

        public static Key Of(HttpRequest request, BoardPage page) => new(
            page.Board.Name, page.Board.Revision, request.Scheme, request.Host.Value ?? "", request.PathBase.Value ?? "", request.QueryString.Value ?? "",
            page.IsEmbedded, page.Ancestors, page.HasOtherBoards, page.NewerErrors);
    }
}
