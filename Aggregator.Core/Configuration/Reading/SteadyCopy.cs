using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>A section as it stood at one moment. Where it comes from, a file may be loaded again at any time, also while it is being read.</summary>
internal static class SteadyCopy
{
    public static IConfigurationSection Of(IConfiguration configuration, string section)
    {
        var last = Read(configuration, section);
        while (true)
        {
            // Half of one state and half of another is not read twice.
            var again = Read(configuration, section);
            if (again.SequenceEqual(last))
            {
                return new ConfigurationBuilder().AddInMemoryCollection(again).Build().GetSection(section);
            }

            last = again;
        }
    }

    private static List<KeyValuePair<string, string?>> Read(IConfiguration configuration, string section) => [.. configuration.GetSection(section).AsEnumerable()];
}
