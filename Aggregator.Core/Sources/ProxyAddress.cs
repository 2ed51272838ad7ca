using System.Net;

namespace Aggregator.Core.Sources;

/// <summary>The proxy through which a source is called, or none at all.</summary>
/// <param name="Text">As written, secrets included.</param>
internal sealed record ProxyAddress(string Text)
{
    public const string Rule = "write an address such as http://proxy.example.com:3128, or none for a direct connection";

    private const string Direct = "none";

    /// <summary>Makes a secret fit an address: it is a user's name or password.</summary>
    public static string Encode(string secret) => Uri.EscapeDataString(secret);

    public bool IsDirect => Text.Equals(Direct, StringComparison.OrdinalIgnoreCase);

    public static bool IsValid(string text) =>
        text.Equals(Direct, StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks5" && uri.Host.Length > 0 && uri.PathAndQuery is "/" or "");

    /// <summary>The proxy, with its user and password where it has them.</summary>
    public IWebProxy ToProxy()
    {
        var uri = new Uri(Text);
        var parts = uri.UserInfo.Split(':', 2);
        return new WebProxy(new UriBuilder(uri) { UserName = "", Password = "" }.Uri)
        {
            Credentials = uri.UserInfo.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "")),
        };
    }

    /// <summary>Nothing of a password.</summary>
    public override string ToString() => IsDirect ? Direct : new Uri(Text).Host;
}
