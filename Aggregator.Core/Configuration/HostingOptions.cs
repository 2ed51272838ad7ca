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

    /// <summary>How many runs there may be at once. Whoever comes on top is told at once to try again (503 with <c>Retry-After</c>).</summary>
    /// <value>Default: 4096; at least 1.</value>
    public int MaxRuns { get; set; } = 4096;

    /// <summary>How many connections there may be at once. Whoever comes on top is not taken.</summary>
    /// <value>Default: 16384; more than <see cref="MaxRuns"/>, so that health is still answered when those are used up.</value>
    public int MaxConnections { get; set; } = 16384;

    /// <summary>How long a stop waits between saying "not ready" and taking no more connections, so that a load balancer can notice.</summary>
    /// <value>Default: 0 s; at most 60 s.</value>
    public TimeSpan DrainDelay { get; set; }

    /// <summary>
    /// A folder with a file for each key, as Docker and Kubernetes mount secrets: named for the key, with <c>__</c> for <c>:</c>. It comes before all other
    /// places; a change counts within 5 s.
    /// </summary>
    /// <value>Default: none; an absolute path.</value>
    public string? SecretsFolder { get; set; }
}
