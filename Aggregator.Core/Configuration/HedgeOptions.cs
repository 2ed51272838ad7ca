namespace Aggregator.Core.Configuration;

/// <summary>When a call asks a second time although its first request is still under way; the first good answer counts.</summary>
public sealed class HedgeOptions
{
    /// <summary>How long the first request has until then: a time, or <c>P95</c> for the time in which 95 of 100 good calls of the source end, but at least half as long again as usual.</summary>
    /// <value>Default: none, no second request; otherwise below the time that an attempt has. Only for GET.</value>
    public string? After { get; set; }
}
