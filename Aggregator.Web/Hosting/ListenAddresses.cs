using System.Globalization;
using System.Net;

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
        foreach (var address in Split(configuration[WebHostDefaults.ServerUrlsKey]).Concat(Endpoints(configuration)))
        {
            if (!IsAddress(address))
            {
                throw new StartupException($"'{address}' is no address to listen on. Write one such as --urls http://localhost:5080");
            }
        }

        foreach (var port in Split(configuration[WebHostDefaults.HttpPortsKey]).Concat(Split(configuration[WebHostDefaults.HttpsPortsKey])))
        {
            if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new StartupException($"'{port}' is no port to listen on. Write a number from 0 to 65535.");
            }
        }
    }

    /// <summary>The first of the addresses that other machines can reach; null where only this machine can. <see cref="Check"/> speaks of those that are none.</summary>
    public static string? BeyondThisMachine(IConfiguration configuration) =>
        Addresses(configuration).FirstOrDefault(address => IsAddress(address) && !IsOfThisMachine(address));

    /// <summary>The addresses that Kestrel will listen on: its own endpoints come before <c>urls</c>, and those before the ports.</summary>
    private static string[] Addresses(IConfiguration configuration)
    {
        string[] endpoints = [.. Endpoints(configuration)];
        string[] urls = Split(configuration[WebHostDefaults.ServerUrlsKey]);
        if (urls.Length == 0)
        {
            urls =
            [
                .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
                .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
            ];
        }

        var prefersUrls = configuration[WebHostDefaults.PreferHostingUrlsKey]?.ToUpperInvariant() is "TRUE" or "1";
        return endpoints.Length == 0 || (prefersUrls && urls.Length > 0) ? urls : endpoints;
    }

    private static IEnumerable<string> Endpoints(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();

    private static bool IsOfThisMachine(string address)
    {
        var binding = BindingAddress.Parse(address);

        // A host that is neither localhost nor an address is, for Kestrel, every interface.
        return binding.IsUnixPipe
            || binding.IsNamedPipe
            || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(binding.Host, out var ip) && IPAddress.IsLoopback(ip));
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
