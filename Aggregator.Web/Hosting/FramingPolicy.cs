using Aggregator.Core.Configuration;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>Which pages may frame a board.</summary>
public sealed class FramingPolicy(IOptions<AggregatorOptions> options)
{
    private readonly string _boards = SecurityHeaders.ContentSecurityPolicy(string.Join(' ', options.Value.Embedding.AllowedAncestors.Prepend("'self'")));

    /// <summary>The origins besides this application's own.</summary>
    public IReadOnlyList<string> Ancestors => options.Value.Embedding.AllowedAncestors;

    /// <summary>Lets the page be framed by those who may; nobody may frame any other.</summary>
    public void Allow(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = _boards;
        response.Headers[SecurityHeaders.CrossOriginResourcePolicy] = "cross-origin";
    }
}
