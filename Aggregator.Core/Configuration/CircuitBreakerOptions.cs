namespace Aggregator.Core.Configuration;

/// <summary>When calls to a failing API pause, and for how long.</summary>
public sealed class CircuitBreakerOptions
{
    /// <summary>Whether calls pause at all.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The share of attempts that must have failed.</summary>
    /// <value>Default: 0.5; above 0, at most 1.</value>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>The number of attempts in <see cref="SamplingDuration"/> below which calls never pause.</summary>
    /// <value>Default: 5; at least 2.</value>
    public int MinimumThroughput { get; set; } = 5;

    /// <summary>How far back attempts count.</summary>
    /// <value>Default: 30 s; from 0.5 s to 1 h.</value>
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause; it doubles each time the API fails again.</summary>
    /// <value>Default: 5 s; from 0.5 s to 1 h.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause.</summary>
    /// <value>Default: 60 s; from <see cref="BreakDuration"/> to 1 h.</value>
    public TimeSpan MaxBreakDuration { get; set; } = TimeSpan.FromSeconds(60);
}
