using System.Text;
using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Web.Commands;

/// <summary>The command <c>schema</c>: prints the JSON schema of the configuration, from which editors complete and check keys.</summary>
internal static class Schema
{
    /// <summary>EX_NOINPUT of sysexits.h.</summary>
    private const int NoDocumentation = 66;

    public static int Print()
    {
        try
        {
            // Not by the console, whose character set and line ends are the machine's.
            using var output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(ConfigurationSchema.Create()));
            return 0;
        }
        catch (FileNotFoundException e)
        {
            Console.Error.WriteLine($"The descriptions of the keys are not there: {e.FileName} is missing. Run the command where the application was built or published.");
            return NoDocumentation;
        }
    }
}
