using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace Aggregator.Web.Hosting;

/// <summary>
/// How the application logs where nobody says otherwise: as the settings say that it comes with, also in a folder that has settings of its own. By .NET's
/// defaults each request would be several lines.
/// </summary>
internal static class UsualLogging
{
    private const string Section = "Logging";

    public static void AddUsualLogging(this WebApplicationBuilder builder)
    {
        var files = new ConfigurationBuilder();
        foreach (var name in new[] { "appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json" })
        {
            if (typeof(UsualLogging).Assembly.GetManifestResourceStream(name) is { } file)
            {
                files.Add(new JsonStreamConfigurationSource { Stream = file });
            }
        }

        // Nothing else of those settings: boards and access are the folder's own.
        var logging = files.Build().GetSection(Section).AsEnumerable().ToList();
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = logging });
    }
}
