using Aggregator.Core.Combining;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for each board, alone and together with its sources.</summary>
internal sealed class BoardOptionsValidator(IEnumerable<CombinerRegistration> combiners) : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        foreach (var (board, boardOptions) in options.InForce.BoardsOrDefault())
        {
            ValidateBoard($"{options.InForceKey}:{nameof(options.Boards)}:{board}", board, boardOptions, options, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private void ValidateBoard(string key, string name, BoardOptions board, AggregatorOptions options, List<string> errors)
    {
        if (!Names.IsValid(name))
        {
            errors.Add(ConfigurationError.Invalid(key, name, Names.Rule));
        }

        if (board.Deadline <= TimeSpan.Zero || board.Deadline > BoardOptions.LongestDeadline)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(board.Deadline)}", board.Deadline, $"write a time above 0 and of at most {BoardOptions.LongestDeadline}"));
        }

        if (board.Refresh < BoardOptions.ShortestRefresh || board.Refresh > BoardOptions.LongestRefresh)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(board.Refresh)}", board.Refresh, $"write a time from {BoardOptions.ShortestRefresh} to {BoardOptions.LongestRefresh}"));
        }

        ValidateCombiner(key, board, errors);
        ValidateWeights($"{key}:{nameof(board.Weights)}", board, errors);

        if (!NumericFormat.IsValid(board.Format))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(board.Format)}", board.Format, NumericFormat.Rule));
        }

        ThresholdRule.Validate(key, board.Warning, board.Critical, board.LowerIsWorse, errors);
        ValidateSources(key, board, options, errors);
    }

    private void ValidateCombiner(string key, BoardOptions board, List<string> errors)
    {
        if (CombinerRegistration.Find(combiners, board.Combine) is not { } combiner)
        {
            errors.Add(ConfigurationError.Invalid(
                $"{key}:{nameof(board.Combine)}", board.Combine, $"there is no such combiner; write one of {NamesOf(combiners)}"));
            return;
        }

        if (board.Weights.Count > 0 && !combiner.TakesWeights)
        {
            errors.Add(ConfigurationError.Invalid(
                $"{key}:{nameof(board.Weights)}",
                "{ … }",
                $"{combiner.Name} takes no weights; take them out, or let {nameof(board.Combine)} be one of {NamesOf(combiners.Where(other => other.TakesWeights))}"));
        }

        if ((board.Warning ?? board.Critical) is { } threshold && !combiner.MayGiveNumber)
        {
            errors.Add(ConfigurationError.Invalid(
                $"{key}:{(board.Warning is null ? nameof(board.Critical) : nameof(board.Warning))}",
                threshold,
                $"the result of {combiner.Name} is never a number; let {nameof(board.Combine)} be one of {NamesOf(combiners.Where(other => other.MayGiveNumber))}, or write it into the {nameof(SourceOptions.Display)} of a source"));
        }
    }

    private static string NamesOf(IEnumerable<CombinerRegistration> combiners) =>
        string.Join(", ", combiners.Select(combiner => combiner.Name).Distinct(StringComparer.OrdinalIgnoreCase));

    private static void ValidateWeights(string key, BoardOptions board, List<string> errors)
    {
        foreach (var (source, weight) in board.Weights)
        {
            if (board.Sources.Count > 0 && !board.Sources.Contains(source, StringComparer.OrdinalIgnoreCase))
            {
                errors.Add(ConfigurationError.Invalid(
                    $"{key}:{source}", weight, $"the board shows no such source; write one of {string.Join(", ", board.Sources)}"));
            }

            if (Math.Abs(weight) > BoardOptions.LargestWeight)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{source}", weight, "write a number from -1000000000 to 1000000000"));
            }
        }
    }

    private static void ValidateSources(string key, BoardOptions board, AggregatorOptions options, List<string> errors)
    {
        var sourcesKey = $"{key}:{nameof(board.Sources)}";
        var known = options.InForce.Sources;
        var choice = known.Count == 0
            ? $"there are no sources yet; add one under {options.InForceKey}:{nameof(options.Sources)}"
            : $"there is no such source; write one of {string.Join(", ", known.Keys)}";

        if (board.Sources.Count == 0)
        {
            if (options.IsUnreadable(sourcesKey))
            {
                return;
            }

            errors.Add(ConfigurationError.Missing(sourcesKey, $"write the names of the sources to show, such as [ \"{known.Keys.FirstOrDefault() ?? "weather"}\" ]"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in board.Sources.Index())
        {
            if (!known.TryGetValue(name, out var source))
            {
                errors.Add(ConfigurationError.Invalid($"{sourcesKey}:{index}", name, choice));
            }
            else if (source.Timeout > board.Deadline && source.Timeout <= SourceOptions.LongestTimeout)
            {
                errors.Add(ConfigurationError.Invalid(
                    $"{options.InForceKey}:{nameof(options.Sources)}:{name}:{nameof(source.Timeout)}",
                    source.Timeout,
                    $"it is longer than the {nameof(board.Deadline)} of {key}, {board.Deadline}, so it could never be reached; shorten it or lengthen the deadline"));
            }

            if (!seen.Add(name))
            {
                errors.Add(ConfigurationError.Invalid($"{sourcesKey}:{index}", name, "a board shows a source once; take the second one out"));
            }
        }

        if (board.MinimumSources < 1 || board.MinimumSources > board.Sources.Count)
        {
            errors.Add(ConfigurationError.Invalid(
                $"{key}:{nameof(board.MinimumSources)}", board.MinimumSources, $"write a number from 1 to {board.Sources.Count}, the number of the board's sources"));
        }
    }
}
