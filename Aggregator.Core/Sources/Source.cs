using System.Collections.ObjectModel;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>One external API call: validated, immutable, compiled from <see cref="SourceOptions"/>.</summary>
public sealed class Source
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Of a GET, which may be repeated.</summary>
    private const int DefaultAttempts = 2;

    /// <summary>The name it has in the configuration, in URLs and in answers.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>What to call, with a harmless text in each place that is filled for a call; relative for this application itself.</summary>
    public Uri Url => Request.Url(_ => "place");

    /// <summary>The names of headers of the viewer's request that are passed on.</summary>
    public required IReadOnlyList<string> ForwardHeaders { get; init; }

    /// <summary>What its answers are written in.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>Turns its answers into the value.</summary>
    public required AnswerDecoder Decoder { get; init; }

    /// <summary>How the value is shown, and when it is bad.</summary>
    public required Display Display { get; init; }

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

    /// <summary>The sources whose answers each call needs, by name.</summary>
    public IReadOnlyList<string> DependsOn { get; private init; } = [];

    /// <summary>Whether every call is the same: for every run, and with nothing of the viewer's request or of another source's answer in it.</summary>
    internal bool IsAlwaysTheSame => ForEach is null && DependsOn.Count == 0 && ForwardHeaders.Count == 0 && Request.References.Count == 0;

    /// <summary>When a call asks a second time; null for never.</summary>
    internal Hedge? Hedge { get; init; }

    /// <summary>What each call sends.</summary>
    internal SourceRequest Request { get; private init; } = null!;

    /// <summary>What other sources need of its answers, by their selectors.</summary>
    internal IReadOnlyDictionary<string, AnswerDecoder> Picks { get; private init; } = ReadOnlyDictionary<string, AnswerDecoder>.Empty;

    /// <summary>The list for each element of which it is called; null where it is called once.</summary>
    internal ForEach? ForEach { get; private init; }

    /// <summary>What stands in when there is no value; null for nothing.</summary>
    internal Fallback? Fallback { get; private init; }

    /// <summary>The statuses that count as success.</summary>
    internal AcceptedStatuses AcceptedStatuses { get; init; } = AcceptedStatuses.Success;

    /// <summary>How many redirects an attempt follows.</summary>
    internal int MaxRedirects { get; init; }

    /// <summary>The one version of HTTP to use; null where the API chooses.</summary>
    internal Version? HttpVersion { get; init; }

    /// <summary>Which connections it may use.</summary>
    internal ConnectionSettings Connection { get; init; } = ConnectionSettings.Default;

    /// <summary>Where the token for each call comes from; null where none is needed.</summary>
    internal TokenEndpoint? TokenEndpoint { get; init; }

    /// <summary>Tells whether it is still the same source after the configuration was read again; knows of secrets, so it is never shown.</summary>
    internal string Fingerprint { get; init; } = "";

    /// <summary>Compiles options that were validated.</summary>
    /// <exception cref="ArgumentException">The options were not valid.</exception>
    internal static Source Compile(string name, SourceOptions options, IReadOnlyDictionary<string, string> secrets, IEnumerable<string> picks)
    {
        if (!AnswerDecoder.TryCompile(options, out var decoder, out var errors))
        {
            throw new ArgumentException(errors[0].Remedy, nameof(options));
        }

        var compiledPicks = new Dictionary<string, AnswerDecoder>(StringComparer.Ordinal);
        foreach (var selector in picks)
        {
            compiledPicks[selector] = AnswerDecoder.TryCompile(options, selector, out var pick, out errors) ? pick : throw new ArgumentException(errors[0].Remedy, nameof(picks));
        }

        var timeout = options.Timeout ?? DefaultTimeout;
        var request = new RequestCompiler(options, secrets);
        var sent = request.Request;
        var forEach = ForEach.Compile(options.ForEach, sent.References);
        return new Source
        {
            Name = name,
            Title = string.IsNullOrWhiteSpace(options.Title) ? name : options.Title,
            Request = sent,
            DependsOn = Reference.SourcesIn(forEach is null ? sent.References : [.. sent.References, forEach.List]),
            Picks = compiledPicks,
            ForEach = forEach,
            Fallback = Fallback.Compile(options.Fallback),
            ForwardHeaders = options.ForwardHeaders,
            Format = options.Format,
            Decoder = decoder,
            Display = Display.Compile(options.Display),
            Timeout = timeout,
            AttemptTimeout = options.AttemptTimeout < timeout ? options.AttemptTimeout : null,
            ConnectTimeout = options.ConnectTimeout ?? (timeout < DefaultConnectTimeout ? timeout : DefaultConnectTimeout),
            Attempts = options.Attempts ?? (sent.Method == HttpMethod.Get ? DefaultAttempts : 1),
            CircuitBreaker = options.CircuitBreaker,
            Hedge = Hedge.Compile(options.Hedge),
            MaxResponseBytes = (int)options.MaxResponseBytes,
            MaxRedirects = options.MaxRedirects,
            AcceptedStatuses = AcceptedStatuses.Of(options.AcceptStatus),
            HttpVersion = request.Version,
            Connection = request.Connection,
            TokenEndpoint = request.TokenEndpoint(name),
            MaxConcurrency = options.MaxConcurrency,
            IsShared = options.Coalesce,
            IsRequired = options.Required,
            Fingerprint = options.Fingerprint,
        };
    }
}
