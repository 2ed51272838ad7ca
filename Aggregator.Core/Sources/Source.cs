using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>One external API call: validated, immutable, compiled from <see cref="SourceOptions"/>.</summary>
public sealed class Source
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The name it has in the configuration, in URLs and in answers.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>What to call; relative for this application itself.</summary>
    public required Uri Url { get; init; }

    /// <summary>Picks the value out of the answer.</summary>
    public required ValueSelector Selector { get; init; }

    /// <summary>The time for the whole call.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The time for one attempt; null where an attempt may use all of <see cref="Timeout"/>.</summary>
    public required TimeSpan? AttemptTimeout { get; init; }

    /// <summary>The time to find the host and to open a connection.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>How often the call is tried at most.</summary>
    public required int Attempts { get; init; }

    /// <summary>When calls pause.</summary>
    public required CircuitBreakerOptions CircuitBreaker { get; init; }

    /// <summary>The largest answer that is read, in bytes, before decompression and after it.</summary>
    public required int MaxResponseBytes { get; init; }

    /// <summary>How many calls may be under way at once.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Whether runs that want this source while a call of it is under way share that call.</summary>
    public required bool IsShared { get; init; }

    /// <summary>Whether a run fails when this source has no value.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Compiles options that were validated.</summary>
    /// <exception cref="ArgumentException">The options were not valid.</exception>
    internal static Source Compile(string name, SourceOptions options)
    {
        if (!ValueSelector.TryParse(options.Select, out var selector, out var error))
        {
            throw new ArgumentException(error, nameof(options));
        }

        var timeout = options.Timeout ?? DefaultTimeout;
        return new Source
        {
            Name = name,
            Title = string.IsNullOrWhiteSpace(options.Title) ? name : options.Title,
            Url = SourceUrl.Parse(options.Url!),
            Selector = selector,
            Timeout = timeout,
            AttemptTimeout = options.AttemptTimeout < timeout ? options.AttemptTimeout : null,
            ConnectTimeout = options.ConnectTimeout ?? (timeout < DefaultConnectTimeout ? timeout : DefaultConnectTimeout),
            Attempts = options.Attempts,
            CircuitBreaker = options.CircuitBreaker,
            MaxResponseBytes = (int)options.MaxResponseBytes,
            MaxConcurrency = options.MaxConcurrency,
            IsShared = options.Coalesce,
            IsRequired = options.Required,
        };
    }
}
