namespace Aggregator.Core.Configuration;

/// <summary>How the value of a source is shown, and when it is bad. Only for a value that is one number.</summary>
public sealed class DisplayOptions
{
    /// <summary>The longest <see cref="Unit"/>: it stands beside a large number on a small card.</summary>
    internal const int LongestUnit = 16;

    /// <summary>How the number is shown: a .NET numeric format string such as <c>0.00</c>.</summary>
    /// <value>Default: the board's; an empty text for the digits as the API sent them.</value>
    public string? Format { get; set; }

    /// <summary>What stands behind the number, such as <c>ms</c>.</summary>
    /// <value>Default: nothing; at most 16 characters.</value>
    public string? Unit { get; set; }

    /// <summary>What the number is multiplied by where it is shown; what is combined and what JSON holds as the value stay as the API sent them.</summary>
    /// <value>Default: 1; not 0.</value>
    public decimal Scale { get; set; } = 1;

    /// <summary>From where on the number, as it is shown, is a warning.</summary>
    /// <value>Default: none.</value>
    public decimal? Warning { get; set; }

    /// <summary>From where on the number, as it is shown, is critical.</summary>
    /// <value>Default: none; worse than <see cref="Warning"/>.</value>
    public decimal? Critical { get; set; }

    /// <summary>Whether <see cref="Warning"/> and <see cref="Critical"/> count downwards, as for what is left of something.</summary>
    /// <value>Default: false.</value>
    public bool LowerIsWorse { get; set; }
}
