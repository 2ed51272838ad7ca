namespace Aggregator.Core.Configuration;

/// <summary>One external API call, as the user wrote it.</summary>
public sealed class SourceOptions : NamedOptions
{
    /// <summary>The longest <see cref="Timeout"/>: as long as the longest deadline of a board.</summary>
    internal static readonly TimeSpan LongestTimeout = BoardOptions.LongestDeadline;

    /// <summary>How often one call may be tried at most.</summary>
    internal const int MostAttempts = 5;

    /// <summary>How many redirects one attempt may follow at most.</summary>
    internal const int MostRedirects = 10;

    /// <summary>The highest <see cref="MaxResponseBytes"/>: 64 MiB.</summary>
    internal const int MostResponseBytes = 64 * 1024 * 1024;

    /// <summary>What people read on the card.</summary>
    /// <value>Default: the source's name.</value>
    public string? Title { get; set; }

    /// <summary>What to call: an absolute http or https URL, or a path below <c>/demo/</c> of this application.</summary>
    /// <value>Required. Path and query may name secrets, <c>{secret:name}</c>.</value>
    public string? Url { get; set; }

    /// <summary>The request's method: GET, POST, PUT, PATCH, DELETE or QUERY.</summary>
    /// <value>Default: <c>GET</c>; <c>POST</c> where there is a <see cref="Body"/>.</value>
    public string? Method { get; set; }

    /// <summary>Headers of the request by their names. The texts may name secrets, <c>{secret:name}</c>.</summary>
    /// <value>Default: none besides those that every request has.</value>
    [Unquoted]
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parameters by their names, which are encoded and put behind those of <see cref="Url"/>. The texts may name secrets, <c>{secret:name}</c>.</summary>
    /// <value>Default: none.</value>
    [Unquoted]
    public Dictionary<string, string> Query { get; } = new(StringComparer.Ordinal);

    /// <summary>What the request sends.</summary>
    [Unquoted]
    public BodyOptions Body { get; } = new();

    /// <summary>How the source shows the API who asks.</summary>
    [Unquoted]
    public AuthOptions Auth { get; } = new();

    /// <summary>
    /// The names of headers of the viewer's request that are passed on. Viewers who differ in one of them never share a call.
    /// </summary>
    /// <value>Default: none.</value>
    public List<string> ForwardHeaders { get; } = [];

    /// <summary>What the answers are written in.</summary>
    /// <value>Default: Auto, what their content type says.</value>
    public AnswerFormat Format { get; set; }

    /// <summary>
    /// Which part of the answer is the value, in the words of its format: a JSON Pointer (RFC 6901) or a JSONPath, an XPath, a column, a regular expression.
    /// </summary>
    /// <value>Default: the whole answer.</value>
    public SelectOptions Select { get; } = new();

    /// <summary>How the value is shown, and when it is bad.</summary>
    public DisplayOptions Display { get; } = new();

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
    /// <value>Default: 2 for GET, otherwise 1, since only those who know the API know whether it may be asked twice; from 1 to 5.</value>
    public int? Attempts { get; set; }

    /// <summary>When calls to a failing API pause.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; } = new();

    /// <summary>When a call asks a second time although its first request is still under way.</summary>
    public HedgeOptions Hedge { get; } = new();

    /// <summary>The largest answer that is read, in bytes, before decompression and after it.</summary>
    /// <value>Default: 1 MiB (1048576); at most 64 MiB.</value>
    public long MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How many redirects an attempt follows: to the same host and port only, or there from http to https.</summary>
    /// <value>Default: 0; at most 10.</value>
    public int MaxRedirects { get; set; }

    /// <summary>The statuses that count as success, such as <c>200</c> or <c>2xx</c>.</summary>
    /// <value>Default: <c>2xx</c>.</value>
    public List<string> AcceptStatus { get; } = [];

    /// <summary>The content types that are taken for the source's format, whatever they are, and no others.</summary>
    /// <value>Default: none, those that are usual for the format.</value>
    public List<string> AcceptContentType { get; } = [];

    /// <summary>The one version of HTTP to use: <c>1.1</c> or <c>2</c>.</summary>
    /// <value>Default: 2 where the API offers it over TLS, 1.1 otherwise.</value>
    public string? HttpVersion { get; set; }

    /// <summary>The proxy for this source, such as <c>http://proxy.example.com:3128</c>, which may hold a user name and a password; <c>none</c> for a direct connection.</summary>
    /// <value>Default: as the environment says (<c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</value>
    [Secret]
    public string? Proxy { get; set; }

    /// <summary>A PEM file with certificates of authorities that are trusted for this source besides those of the system.</summary>
    /// <value>Default: none.</value>
    public string? CaCertificate { get; set; }

    /// <summary>How many calls of the source may be under way at once; the rest wait, as long as they have time.</summary>
    /// <value>Default: 256; at least 1.</value>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>Whether viewers who ask while a call of the source is under way share that call.</summary>
    /// <value>Default: true; false makes a call for each viewer.</value>
    public bool Coalesce { get; set; } = true;

    /// <summary>Whether a run fails when this source has no value.</summary>
    /// <value>Default: false.</value>
    public bool Required { get; set; }

    internal override IEnumerable<string> Files => new[] { CaCertificate, Auth.Path, Auth.KeyPath }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>What stands in when the source has no value.</summary>
    public FallbackOptions Fallback { get; } = new();

    /// <summary>A list for each element of which the source is called.</summary>
    public ForEachOptions ForEach { get; } = new();
}
