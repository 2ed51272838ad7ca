namespace Aggregator.Compare;

/// <summary>What a page asks for.</summary>
/// <param name="Sources">How many calls it makes, 1, 2, 8 or 32.</param>
/// <param name="Delay">How long the API takes (<c>50ms</c>, <c>2s</c>); null for the one that answers at once.</param>
/// <param name="IsShared">Whether viewers share calls; only the application can.</param>
internal sealed record Scenario(int Sources, string? Delay = null, bool IsShared = false)
{
    public static readonly Scenario Two = new(2);
    public static readonly Scenario Eight = new(8);
    public static readonly Scenario EightShared = new(8, IsShared: true);
    public static readonly Scenario ThirtyTwo = new(32);
    public static readonly Scenario FiftyMilliseconds = new(1, "50ms");
    public static readonly Scenario TwoSeconds = new(1, "2s");

    public static IReadOnlyList<Scenario> All { get; } = [Two, Eight, EightShared, ThirtyTwo, FiftyMilliseconds, TwoSeconds];

    /// <summary>The name of the application's board for it.</summary>
    public string Board
    {
        get
        {
            var name = Sources switch { 1 => "one", 2 => "two", 8 => "eight", _ => "thirtytwo" };
            return name + (Delay is null ? "" : $"-{Delay}") + (IsShared ? "-shared" : "");
        }
    }
}
