using Aggregator.Web.Access;

namespace Aggregator.Web.Commands;

/// <summary>The command <c>new-key</c>: prints a key for a client, and its hash for the configuration. Nothing is stored.</summary>
internal static class NewKey
{
    public static int Print()
    {
        var key = ApiKey.Create();
        Console.WriteLine($"Key, for the client; it is shown this once: {key}");
        Console.WriteLine($"Hash, for Aggregator:Access:Clients:NAME:KeyHashes: {ApiKey.HashText(key)}");
        return 0;
    }
}
