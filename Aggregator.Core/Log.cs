using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core;

/// <summary>Every message that the core logs. None holds a URL, a header or a word of an API's answer.</summary>
internal static partial class Log
{
    /// <summary>The one event about the end of a call, good or bad.</summary>
    public static void CallEnded(ILogger logger, SourceResult result)
    {
        if (result.Reason is { } reason)
        {
            CallFailed(logger, result.Source.Name, reason.Code(), result.Duration.TotalMilliseconds, result.Attempts.Count, result.HttpStatus, result.Bytes);
        }
        else
        {
            CallFinished(logger, result.Source.Name, result.Duration.TotalMilliseconds, result.Attempts.Count, result.HttpStatus, result.Bytes);
        }
    }

    /// <summary>The end of a run.</summary>
    public static void RunFinished(ILogger logger, AggregateResult run)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            RunFinished(
                logger, run.Board.Name, run.Elapsed.TotalMilliseconds, run.Status, run.Answered, run.Sources.Count, run.Slowest?.Source.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Call of {Source} started.")]
    public static partial void CallStarted(ILogger logger, string source);

    [LoggerMessage(2, LogLevel.Information, "Call of {Source} finished in {ElapsedMs:0.0} ms: {Attempts} attempts, status {Status}, {Bytes} bytes.")]
    private static partial void CallFinished(ILogger logger, string source, double elapsedMs, int attempts, int? status, long? bytes);

    [LoggerMessage(3, LogLevel.Warning, "Call of {Source} failed with {Reason} in {ElapsedMs:0.0} ms: {Attempts} attempts, status {Status}, {Bytes} bytes.")]
    private static partial void CallFailed(ILogger logger, string source, string reason, double elapsedMs, int attempts, int? status, long? bytes);

    [LoggerMessage(4, LogLevel.Debug, "Call of {Source} was abandoned after {ElapsedMs:0.0} ms.")]
    public static partial void CallAbandoned(ILogger logger, string source, double elapsedMs);

    [LoggerMessage(5, LogLevel.Error, "Call of {Source} broke in a way that nobody planned.")]
    public static partial void CallBroke(ILogger logger, Exception exception, string source);

    [LoggerMessage(6, LogLevel.Information, "Run of {Board} finished in {ElapsedMs:0.0} ms: {Status}, {Answered} of {Sources} sources, slowest {Slowest}.")]
    private static partial void RunFinished(ILogger logger, string board, double elapsedMs, RunStatus status, int answered, int sources, string? slowest);

    [LoggerMessage(7, LogLevel.Error, "Combiner {Combiner} of {Board} broke.")]
    public static partial void CombinerBroke(ILogger logger, Exception exception, string combiner, string board);
}
