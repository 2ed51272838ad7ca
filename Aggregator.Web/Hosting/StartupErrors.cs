using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>Turns what can be wrong at the start into clear lines and an exit code, as sysexits.h has them.</summary>
public static class StartupErrors
{
    /// <summary>Nothing went wrong.</summary>
    public const int Ok = 0;

    private const int AddressUnavailable = 69;
    private const int BadConfiguration = 78;

    /// <summary>Runs the application or a command.</summary>
    /// <param name="headline">What it means where that fails, such as <c>Aggregator did not start</c>.</param>
    /// <param name="run">What to run; it answers with an exit code.</param>
    public static async Task<int> ExplainAsync(string headline, Func<Task<int>> run)
    {
        int Explain(int exitCode, IReadOnlyList<string> lines)
        {
            Console.Error.WriteLine($"{headline}: {string.Join($"{Environment.NewLine}  ", lines)}");
            return exitCode;
        }

        try
        {
            return await run();
        }
        catch (OptionsValidationException e)
        {
            var failures = e.Failures.GroupBy(OwnerOf, StringComparer.OrdinalIgnoreCase).SelectMany(failures => failures).ToList();
            var count = failures.Count == 1 ? "1 error" : $"{failures.Count} errors";
            return Explain(BadConfiguration, [$"{count} in the configuration.", .. failures]);
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException)
        {
            return Explain(BadConfiguration, [$"the configuration cannot be read. {Messages(e)}"]);
        }
        catch (DirectoryNotFoundException e)
        {
            return Explain(BadConfiguration, [$"there is no folder {e.Message}; it comes from --contentRoot."]);
        }
        catch (Exception e) when (e is StartupException or FormatException)
        {
            return Explain(BadConfiguration, [e.Message]);
        }
        catch (InvalidOperationException e) when (e.Source is "Microsoft.AspNetCore.Server.Kestrel.Core" or "Microsoft.Extensions.Logging.Configuration")
        {
            // Kestrel's words for port 0 of localhost, a missing certificate, an endpoint without Url; logging's for an unknown level.
            return Explain(BadConfiguration, [$"a setting of the server is wrong. {e.Message.ReplaceLineEndings(" ")}"]);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return Explain(AddressUnavailable, [$"{e.Message} Stop the program that listens there, or choose another port: --urls http://localhost:5081"]);
        }
        catch (SocketException e)
        {
            return Explain(AddressUnavailable, [$"it may not listen on its address ({e.Message}). Choose another one: --urls http://localhost:5081"]);
        }
    }

    /// <summary>The source, the board or the section that an error is about: whoever mends one sees at once what else is wrong with it.</summary>
    private static string OwnerOf(string error) => string.Join(':', error.Split(' ')[0].Split(':').Take(3));

    private static string Messages(Exception? exception)
    {
        var messages = new List<string>();
        for (; exception is not null; exception = exception.InnerException)
        {
            if (!messages.Exists(message => message.Contains(exception.Message, StringComparison.Ordinal)))
            {
                messages.Add(exception.Message);
            }
        }

        return string.Join(' ', messages);
    }
}
