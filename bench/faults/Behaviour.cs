namespace Aggregator.Faults;

/// <summary>One way in which an API behaves.</summary>
/// <param name="Name">Its name: the path it is found at, and the source's name on the board.</param>
/// <param name="What">What the API does, for people.</param>
/// <param name="Reason">The reason its card must show; null where it must show a value.</param>
/// <param name="Attempts">How often it must be asked.</param>
internal sealed record Behaviour(string Name, string What, string? Reason = null, int Attempts = 1)
{
    /// <summary>Stands in every answer that is no success, and must be found in no page, JSON or log.</summary>
    public const string Words = "upstream-words";

    /// <summary>What the server does with a request; null where there is no request.</summary>
    public Func<RawConnection, Task>? Plan { get; init; }

    /// <summary>Whether only the caller's own limit of time ends the call.</summary>
    public bool NeverAnswers => Reason is "timeout" or "connect-timeout";
}
