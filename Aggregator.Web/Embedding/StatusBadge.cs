using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Web.Presentation;

namespace Aggregator.Web.Embedding;

/// <summary>What a badge says: whose it is, and how that one is.</summary>
/// <param name="Label">The title of a board or a source.</param>
/// <param name="Message">The state and the value in words.</param>
/// <param name="Look">The state.</param>
internal sealed record StatusBadge(string Label, string Message, Look Look)
{
    /// <summary>The status of a run, or what is bad about its result, and, where it is one text, the result.</summary>
    public static StatusBadge Of(AggregateResult run)
    {
        var look = LevelLook.OfBadResult(run) ?? Look.Of(run);
        var result = DisplayText.Of(run.Result.Value, run.Board.Format, run.Board.Unit);
        return new(run.Board.Title, string.IsNullOrWhiteSpace(result) ? look.Word : $"{look.Word}: {result}", look);
    }

    /// <summary>The value of a source where it is one text, and what is bad about it; otherwise the word for the source's state.</summary>
    /// <param name="result">How its call ended.</param>
    /// <param name="format">How a number is shown where the source does not say.</param>
    public static StatusBadge Of(SourceResult result, string? format)
    {
        var look = Look.Of(result);
        var shown = ShownValue.Of(result, format);
        return shown switch
        {
            { Level: { } level } when level != Level.Ok => new(result.Source.Title, $"{Words.Of(level)}: {shown.Text}", LevelLook.Of(level)),
            _ => new(result.Source.Title, string.IsNullOrWhiteSpace(shown?.Text) ? look.Word : shown.Text, look),
        };
    }

    /// <summary>A badge for what is not there.</summary>
    public static StatusBadge Unknown(string what) => new("Aggregator", what, Look.Error);

    /// <summary>The image.</summary>
    public override string ToString() => BadgeImage.Draw(this);
}
