namespace Aggregator.Core.Configuration;

/// <summary>Where the application stands: behind which proxies, below which path.</summary>
public sealed class HostingOptions
{
    /// <summary>The path below which a portal or a proxy shows the application, such as <c>/apps/board</c>.</summary>
    /// <value>Default: none, it stands at the root of its host.</value>
    public string? PathBase { get; set; }

    /// <summary>
    /// The addresses (<c>10.0.0.5</c>) or networks (<c>10.0.0.0/8</c>) of the proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and
    /// <c>-Prefix</c> are believed.
    /// </summary>
    /// <value>Default: none; the headers are ignored.</value>
    public List<string> TrustedProxies { get; } = [];
}
