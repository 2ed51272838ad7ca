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
    private const string Levels = $"{Section}:LogLevel";

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

        // Nothing else of those settings: boards and access are the folder's own. And no levels where it says one for all: ours are of categories, and would hold against it.
        var says = builder.Configuration[$"{Levels}:Default"] is not null;
        var logging = files.Build().GetSection(Section).AsEnumerable().Where(setting => !says || !setting.Key.StartsWith(Levels, StringComparison.OrdinalIgnoreCase)).ToList();
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = logging });
    }
}
