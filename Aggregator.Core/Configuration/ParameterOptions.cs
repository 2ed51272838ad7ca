namespace Aggregator.Core.Configuration;

/// <summary>Something that viewers choose of a board, as the user wrote it: <c>?city=Bern</c> fills <c>{query.city}</c>.</summary>
public sealed class ParameterOptions
{
    /// <summary>How many characters a value may have.</summary>
    internal const int LongestValue = 200;

    /// <summary>What people read beside the field.</summary>
    /// <value>Default: the parameter's name.</value>
    public string? Title { get; set; }

    /// <summary>The value where the viewer names none, or one that is not allowed.</summary>
    /// <value>Required, unless there are <see cref="Values"/>: then the first of them.</value>
    public string? Default { get; set; }

    /// <summary>A .NET regular expression that the whole value must match.</summary>
    /// <value>Default: any text of at most 200 characters without control characters.</value>
    public string? Pattern { get; set; }

    /// <summary>The only values there are, to choose from.</summary>
    /// <value>Default: none, any value that matches <see cref="Pattern"/>.</value>
    public List<string> Values { get; } = [];
}
