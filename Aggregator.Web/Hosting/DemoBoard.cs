using Microsoft.Extensions.Configuration.Json;

namespace Aggregator.Web.Hosting;

/// <summary>The demo board is configuration like any other, in a file of its own, below every other place that configuration comes from.</summary>
internal static class DemoBoard
{
    public static void AddDemoBoard(this WebApplicationBuilder builder)
    {
        var source = new JsonConfigurationSource { Path = "demo.json", FileProvider = builder.Environment.ContentRootFileProvider, Optional = true };
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, source);
    }
}
