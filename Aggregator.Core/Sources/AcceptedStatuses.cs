using System.Globalization;

namespace Aggregator.Core.Sources;

/// <summary>The statuses of an answer that count as success: each by itself, <c>404</c>, or by its class, <c>2xx</c> (RFC 9110, 15).</summary>
internal sealed class AcceptedStatuses
{
    public const string Rule = "write a status from 200 to 599 such as 404, or a class such as 2xx";

    private readonly (int From, int To)[] _ranges;

    private AcceptedStatuses((int From, int To)[] ranges) => _ranges = ranges;

    /// <summary>Every 2xx.</summary>
    public static AcceptedStatuses Success { get; } = new([(200, 299)]);

    /// <summary>Those that were written, or every 2xx where none was.</summary>
    /// <exception cref="ArgumentException">One of them is no status.</exception>
    public static AcceptedStatuses Of(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? Success : new([.. texts.Select(text => Parse(text) ?? throw new ArgumentException(Rule, nameof(texts)))]);

    public static bool IsValid(string text) => Parse(text) is not null;

    public bool Contains(int status) => Array.Exists(_ranges, range => status >= range.From && status <= range.To);

    private static (int From, int To)? Parse(string text) => text switch
    {
        [>= '2' and <= '5', 'x' or 'X', 'x' or 'X'] => ((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99),
        { Length: 3 } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599 => (status, status),
        _ => null,
    };
}
