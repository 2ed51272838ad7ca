using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>Whose fault it is that a source of a run could not be called.</summary>
internal static class Blame
{
    /// <summary>For a place that cannot be filled.</summary>
    /// <param name="run">The run.</param>
    /// <param name="source">The source that has the place.</param>
    /// <param name="place">The place.</param>
    /// <param name="text">What was to fill it; null where there is nothing, or nothing that is one text.</param>
    public static DependencyFailure For(Run run, Source source, Reference place, string? text) => place.Kind switch
    {
        ReferenceKind.Parameter => new(string.IsNullOrEmpty(text) ? DependencyProblem.NotChosen : DependencyProblem.DoesNotFit, Parameter: TitleOf(run, place.Name)),
        ReferenceKind.Source => new(ProblemOf(text), run.Board.Find(place.Name)),
        _ => new(ProblemOf(text), run.Board.Find(source.ForEach!.List.Name)),
    };

    /// <summary>For a call that ended because what fills one of its places cannot stand there; null where all can.</summary>
    public static DependencyFailure? ForMisfit(Run run, Source source, CallInputs inputs) =>
        source.Request.FindMisfit(inputs.ValueOf) is { } place ? For(run, source, place, inputs.ValueOf(place)) : null;

    private static DependencyProblem ProblemOf(string? text) => text is null ? DependencyProblem.NothingToSend : DependencyProblem.DoesNotFit;

    private static string TitleOf(Run run, string parameter) =>
        run.Board.Parameters.FirstOrDefault(known => known.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase))?.Title ?? parameter;
}
