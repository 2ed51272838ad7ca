namespace Aggregator.Core.Configuration;

/// <summary>A named set of sources, how to combine them, and a deadline, as the user wrote it.</summary>
public sealed class BoardOptions : NamedOptions
{
    /// <summary>The name of the board that <c>/</c> shows.</summary>
    public const string DefaultName = "default";

    /// <summary>The longest <see cref="Deadline"/>.</summary>
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(30);

    /// <summary>The largest of <see cref="Weights"/>: with larger ones their sum could be beyond what is calculated exactly.</summary>
    internal const decimal LargestWeight = 1_000_000_000;

    /// <summary>The shortest and the longest <see cref="Refresh"/>.</summary>
    public static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="ShortestRefresh"/>
    public static readonly TimeSpan LongestRefresh = TimeSpan.FromHours(24);

    /// <summary>What people read above the board.</summary>
    /// <value>Default: the board's name.</value>
    public string? Title { get; set; }

    /// <summary>The names of the sources to show, in this order.</summary>
    /// <value>Required: at least one, none twice.</value>
    public List<string> Sources { get; } = [];

    /// <summary>The name of the combiner that turns the values into the board's result.</summary>
    /// <value>Default: <c>None</c>.</value>
    public string Combine { get; set; } = "None";

    /// <summary>How much the values of sources count, by the sources' names; for <c>Sum</c>, <c>Average</c> and combiners of one's own.</summary>
    /// <value>Default: 1 for each source that is not named; from -1000000000 to 1000000000.</value>
    public Dictionary<string, decimal> Weights { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How numbers are shown: a .NET numeric format string such as <c>0.00</c>.</summary>
    /// <value>Default: the digits as the API sent them.</value>
    public string? Format { get; set; }

    /// <summary>What stands behind the result, such as <c>EUR</c>.</summary>
    /// <value>Default: nothing.</value>
    public string? Unit { get; set; }

    /// <summary>From where on a result that is one number is a warning.</summary>
    /// <value>Default: none.</value>
    public decimal? Warning { get; set; }

    /// <summary>From where on a result that is one number is critical.</summary>
    /// <value>Default: none; worse than <see cref="Warning"/>.</value>
    public decimal? Critical { get; set; }

    /// <summary>Whether <see cref="Warning"/> and <see cref="Critical"/> count downwards, as for what is left of something.</summary>
    /// <value>Default: false.</value>
    public bool LowerIsWorse { get; set; }

    /// <summary>When the run ends, whatever is still missing.</summary>
    /// <value>Default: 10 s; at most 30 s.</value>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many sources must have a value; with fewer the run has failed.</summary>
    /// <value>Default: 1; from 1 to the number of sources.</value>
    public int MinimumSources { get; set; } = 1;

    /// <summary>How long an open page waits until it asks again by itself; viewers may choose otherwise.</summary>
    /// <value>Default: null, it does not; from 5 s to 24 h.</value>
    public TimeSpan? Refresh { get; set; }

    /// <summary>What viewers choose, by the names that the sources' texts and the page's address have for it.</summary>
    public Dictionary<string, ParameterOptions> Parameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The groups whose members see the board; for everybody else there is no such board.</summary>
    /// <value>Default: none, everybody who has access sees it.</value>
    public List<string> Groups { get; } = [];
}
