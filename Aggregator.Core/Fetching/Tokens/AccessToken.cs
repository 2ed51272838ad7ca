using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Aggregator.Core.Configuration.Validation;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Tokens;

/// <summary>A token, and how long it is good for (RFC 6749, 5.1).</summary>
internal sealed class AccessToken
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    private readonly long _fetchedAt;
    private readonly TimeSpan? _lifetime;
    private readonly ConcurrentDictionary<Source, bool> _takers = [];

    private AccessToken(string value, JsonElement answer, TimeSpan? lifetime, long fetchedAt)
    {
        Value = value;
        Answer = answer;
        _lifetime = lifetime;
        _fetchedAt = fetchedAt;
    }

    /// <summary>The token.</summary>
    public string Value { get; }

    /// <summary>What the endpoint answered.</summary>
    public JsonElement Answer { get; }

    /// <summary>The token in an answer; null where there is none that can be sent. One that does not say how long it is good for is so until it is refused.</summary>
    public static AccessToken? Find(JsonElement answer, TimeProvider time)
    {
        if (answer.ValueKind is not JsonValueKind.Object
            || !answer.TryGetProperty("access_token", out var token)
            || token.ValueKind is not JsonValueKind.String
            || token.GetString() is not { Length: > 0 } value
            || !HeaderRules.IsValue(value))
        {
            return null;
        }

        return new AccessToken(value, answer, Lifetime(answer), time.GetTimestamp());
    }

    /// <summary>The source's API has taken it.</summary>
    public void NoteTakenBy(Source source) => _takers.TryAdd(source, true);

    /// <summary>Whether the source's API has taken it.</summary>
    public bool WasTakenBy(Source source) => _takers.ContainsKey(source);

    public TimeSpan Age(TimeProvider time) => time.GetElapsedTime(_fetchedAt);

    /// <summary>Whether it is still good.</summary>
    public bool IsGood(TimeProvider time) => _lifetime is not { } lifetime || Age(time) < lifetime;

    /// <summary>Whether it is good for so long that nobody need think of the next one: until a quarter of its life, or a minute, is left.</summary>
    public bool IsFresh(TimeProvider time) =>
        _lifetime is not { } lifetime || Age(time) < lifetime - (lifetime / 4 < LongestMargin ? lifetime / 4 : LongestMargin);

    /// <summary>In seconds; a number by the standard, a text with some. A time that is over already is no time: some write 0 for a token without end.</summary>
    private static TimeSpan? Lifetime(JsonElement answer) =>
        answer.TryGetProperty("expires_in", out var seconds)
        && double.TryParse(seconds.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value > 0
            ? TimeSpan.FromSeconds(Math.Min(value, TimeSpan.MaxValue.TotalSeconds / 2))
            : null;
}
