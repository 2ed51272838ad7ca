using System.Runtime.CompilerServices;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Hosting;

/// <summary>What of this application may be shown on other pages: who may frame a board, and images.</summary>
public sealed class FramingPolicy(ConfigurationInForce configuration)
{
    private static readonly string Preview = SecurityHeaders.ContentSecurityPolicy("'none'", frames: "'self'");

    private const string Image = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Made once for each configuration, not for each request.</summary>
    private static readonly ConditionalWeakTable<ConfigurationInForce, string> Boards = [];

    /// <summary>The origins besides this application's own.</summary>
    public IReadOnlyList<string> Ancestors => configuration.AllowedAncestors;

    /// <summary>Lets a page, which nobody may frame, show boards in frames of its own.</summary>
    public static void AllowPreview(HttpResponse response) => response.Headers.ContentSecurityPolicy = Preview;

    /// <summary>Lets the page be framed by those who may; nobody may frame any other.</summary>
    public void Allow(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Boards.GetValue(configuration, OfBoards);
        AllowElsewhere(response);
    }

    /// <summary>Lets every page show the image, which itself may load and run nothing.</summary>
    public static void AllowImage(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Image;
        AllowElsewhere(response);
    }

    private static string OfBoards(ConfigurationInForce configuration) =>
        SecurityHeaders.ContentSecurityPolicy(string.Join(' ', configuration.AllowedAncestors.Prepend("'self'")));

    private static void AllowElsewhere(HttpResponse response) => response.Headers[SecurityHeaders.CrossOriginResourcePolicy] = "cross-origin";
}
