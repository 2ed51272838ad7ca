using System.Collections.Concurrent;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core.Aggregation;

/// <inheritdoc cref="ISourceProbe"/>
internal sealed class SourceProbe(SourceFetcher fetcher, TimeProvider time, ILogger<SourceProbe> logger) : ISourceProbe
{
    /// <summary>More places than that do not help to choose one.</summary>
    private const int MostPlaces = 40;

    public async Task<IReadOnlyList<ProbeResult>> ProbeAsync(ConfigurationInForce configuration, CancellationToken cancellationToken)
    {
        var board = BoardOf(configuration);
        var keeper = new Keeper(fetcher);
        using var deadline = new CancellationTokenSource(board.Deadline, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var calls = new FanOut(new Run(board), time.GetTimestamp(), keeper, new NoViewerRequest(), time, logger, deadline.Token, end.Token).Start();
        var ended = await Task.WhenAll(calls);
        return [.. ended.Select(call => ProbeOf(OwnOf(call.Result), keeper.Find(call.Result.Source)))];
    }

    /// <summary>All sources together, with as much time as any board may have.</summary>
    private static Board BoardOf(ConfigurationInForce configuration) => new()
    {
        Name = "check",
        Title = "check",
        Sources = [.. configuration.Sources],
        Standbys = configuration.Sources.ToDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase),
        Parameters = [.. configuration.Boards.SelectMany(board => board.Parameters).DistinctBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)],
        Combine = CombinerRegistration.None,
        Deadline = BoardOptions.LongestDeadline,
        MinimumSources = 1,
        Revision = configuration.Revision,
    };

    /// <summary>How the source itself did.</summary>
    private static SourceResult OwnOf(SourceResult result) =>
        result.Substitute is { } substitute ? result with { Reason = substitute.Missing, Value = null, Substitute = null } : result;

    private static ProbeResult ProbeOf(SourceResult result, KeptAnswer? answer) =>
        new(result, answer?.ContentType?.MediaType, answer is null ? [] : Places(result.Source, answer));

    private static IReadOnlyList<Place> Places(Source source, KeptAnswer answer)
    {
        try
        {
            return source.Decoder.Places(answer.Body, answer.ContentType, MostPlaces);
        }
        catch (Exception e) when (Failure.ReasonFor(e) is not null)
        {
            // Nothing can be selected in what cannot be read; the result says so.
            return [];
        }
    }

    /// <summary>Keeps the last answer of each source.</summary>
    private sealed class Keeper(ISourceFetcher fetcher) : ISourceFetcher
    {
        private readonly ConcurrentDictionary<Source, KeptAnswer> _answers = [];

        public KeptAnswer? Find(Source source) => _answers.GetValueOrDefault(source);

        public async Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken)
        {
            call.KeepsAnswer = true;
            var result = await fetcher.FetchAsync(call, cancellationToken);
            if (call.Answer is { } answer)
            {
                _answers[call.Source] = answer;
            }

            return result;
        }
    }
}
