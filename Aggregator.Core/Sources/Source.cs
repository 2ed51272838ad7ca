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

    /// <summary>What to call; relative for this application itself.</summary>
    public required Uri Url { get; init; }

    /// <summary>The request's method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The names of headers of the viewer's request that are passed on.</summary>
    public required IReadOnlyList<string> ForwardHeaders { get; init; }

    /// <summary>What its answers are written in.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>The answers it asks for: the request's header <c>Accept</c>.</summary>
    public required string Accept { get; init; }

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

    /// <summary>Headers of the request, credentials included.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What the request sends; null for nothing.</summary>
    internal RequestBody? Body { get; init; }

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
    internal static Source Compile(string name, SourceOptions options, IReadOnlyDictionary<string, string> secrets)
    {
        if (!AnswerDecoder.TryCompile(options, out var decoder, out var errors))
        {
            throw new ArgumentException(errors[0].Remedy, nameof(options));
        }

        var timeout = options.Timeout ?? DefaultTimeout;
        var request = new RequestCompiler(options, secrets);
        return new Source
        {
            Name = name,
            Title = string.IsNullOrWhiteSpace(options.Title) ? name : options.Title,
            Url = request.Url,
            Method = request.Method,
            Headers = [.. request.Headers],
            Body = request.Body,
            ForwardHeaders = options.ForwardHeaders,
            Format = options.Format,
            Accept = ContentTypes.Accept(options.Format),
            Decoder = decoder,
            Display = Display.Compile(options.Display),
            Timeout = timeout,
            AttemptTimeout = options.AttemptTimeout < timeout ? options.AttemptTimeout : null,
            ConnectTimeout = options.ConnectTimeout ?? (timeout < DefaultConnectTimeout ? timeout : DefaultConnectTimeout),
            Attempts = options.Attempts ?? (request.Method == HttpMethod.Get ? DefaultAttempts : 1),
            CircuitBreaker = options.CircuitBreaker,
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
