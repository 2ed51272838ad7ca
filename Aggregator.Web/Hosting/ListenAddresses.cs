namespace Aggregator.Web.Hosting;

/// <summary>
/// Checks the addresses to listen on before the server does. Kestrel takes what it cannot read for a host name and then listens on every
/// interface: <c>http://127.0.0.1:nope</c>, for instance, on port 80 of all of them.
/// </summary>
internal static class ListenAddresses
{
    /// <exception cref="StartupException">One of the addresses is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var address in Split(configuration[WebHostDefaults.ServerUrlsKey]))
        {
            if (!IsAddress(address))
            {
                throw new StartupException($"'{address}' is no address to listen on. Write one such as --urls http://localhost:5080");
            }
        }

        foreach (var port in Split(configuration[WebHostDefaults.HttpPortsKey]).Concat(Split(configuration[WebHostDefaults.HttpsPortsKey])))
        {
            if (!ushort.TryParse(port, out _))
            {
                throw new StartupException($"'{port}' is no port to listen on. Write a number from 0 to 65535.");
            }
        }
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsAddress(string address)
    {
        if (address.StartsWith("http://unix:/", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://pipe:/", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // Kestrel's own names for "every interface" are no host names.
        var known = address.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(known, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery is "/" && uri.UserInfo.Length == 0;
    }
}
