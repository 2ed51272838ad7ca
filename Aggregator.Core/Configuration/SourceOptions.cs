namespace Aggregator.Core.Configuration;

/// <summary>One external API call, as the user wrote it.</summary>
public sealed class SourceOptions
{
    /// <summary>The longest <see cref="Timeout"/>: as long as the longest deadline of a board.</summary>
    internal static readonly TimeSpan LongestTimeout = BoardOptions.LongestDeadline;

    /// <summary>How often one call may be tried at most.</summary>
    internal const int MostAttempts = 5;

    /// <summary>The highest <see cref="MaxResponseBytes"/>: 64 MiB.</summary>
    internal const int MostResponseBytes = 64 * 1024 * 1024;

    /// <summary>What people read on the card.</summary>
    /// <value>Default: the source's name.</value>
    public string? Title { get; set; }

    /// <summary>What to call: an absolute http or https URL, or a path below <c>/demo/</c> of this application.</summary>
    /// <value>Required.</value>
    public string? Url { get; set; }

    /// <summary>Which part of the answer is the value: a JSON Pointer (RFC 6901) or a JSONPath.</summary>
    /// <value>Default: the whole answer.</value>
    public string? Select { get; set; }

    /// <summary>The time for the whole call: all attempts, the body and decoding included.</summary>
    /// <value>Default: 5 s; at most 30 s, and no longer than the deadline of any board that shows the source.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time for one attempt, its body included; an attempt that takes longer is given up and may be retried.</summary>
    /// <value>Default: none, an attempt may use all of <see cref="Timeout"/>; otherwise no longer than that.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The time to find the host and to open a connection, TLS not included.</summary>
    /// <value>Default: 3 s, or <see cref="Timeout"/> where that is shorter.</value>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>How often the call is tried at most, the first time included.</summary>
    /// <value>Default: 2, from 1 to 5.</value>
    public int Attempts { get; set; } = 2;

    /// <summary>When calls to a failing API pause.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; } = new();

    /// <summary>The largest answer that is read, in bytes, before decompression and after it.</summary>
    /// <value>Default: 1 MiB (1048576); at most 64 MiB.</value>
    public long MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How many calls of the source may be under way at once; the rest wait, as long as they have time.</summary>
    /// <value>Default: 256; at least 1.</value>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>Whether viewers who ask while a call of the source is under way share that call.</summary>
    /// <value>Default: true; false makes a call for each viewer.</value>
    public bool Coalesce { get; set; } = true;

    /// <summary>Whether a run fails when this source has no value.</summary>
    /// <value>Default: false.</value>
    public bool Required { get; set; }
}
