using System.Net;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core;

/// <summary>
/// Every message that the core logs. None of ours holds a URL, a header or a word of an API's answer; what a combiner of somebody's own throws
/// is logged whole.
/// </summary>
internal static partial class Log
{
    /// <summary>The one event about the end of a call, good or bad.</summary>
    public static void CallEnded(ILogger logger, SourceResult result)
    {
        if (result.Reason is { } reason)
        {
            CallFailed(
                logger,
                result.Source.Name,
                reason.Code(),
                result.Duration.TotalMilliseconds,
                result.Attempts.Count,
                result.HttpStatus,
                result.Bytes,
                result.TraceId);
        }
        else
        {
            CallFinished(logger, result.Source.Name, result.Duration.TotalMilliseconds, result.Attempts.Count, result.HttpStatus, result.Bytes);
        }
    }

    /// <summary>A call that ended by an exception. Its message stays out: it may quote what the API sent.</summary>
    public static void CallBroke(ILogger logger, Exception exception, SourceResult result)
    {
        CallBroke(logger, result.Source.Name, exception.GetType(), exception.StackTrace);
        CallEnded(logger, result);
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

    /// <summary>Another configuration is in force.</summary>
    public static void ConfigurationTaken(ILogger logger, string revision, string previous, ConfigurationChange change)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            ConfigurationTaken(logger, revision, previous, Names(change.Added), Names(change.Removed), Names(change.Changed));
        }
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);

    [LoggerMessage(1, LogLevel.Information, "Call of {Source} started.")]
    public static partial void CallStarted(ILogger logger, string source);

    [LoggerMessage(2, LogLevel.Information, "Call of {Source} finished in {ElapsedMs:0.0} ms: {Attempts} attempts, status {Status}, {Bytes} bytes.")]
    private static partial void CallFinished(ILogger logger, string source, double elapsedMs, int attempts, int? status, long? bytes);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Call of {Source} failed with {Reason} in {ElapsedMs:0.0} ms: {Attempts} attempts, status {Status}, {Bytes} bytes, trace {TraceId}.")]
    private static partial void CallFailed(
        ILogger logger, string source, string reason, double elapsedMs, int attempts, int? status, long? bytes, string? traceId);

    [LoggerMessage(4, LogLevel.Debug, "Call of {Source} was abandoned after {ElapsedMs:0.0} ms.")]
    public static partial void CallAbandoned(ILogger logger, string source, double elapsedMs);

    [LoggerMessage(5, LogLevel.Error, "Call of {Source} broke in a way that nobody planned: {Exception} {StackTrace}")]
    private static partial void CallBroke(ILogger logger, string source, Type exception, string? stackTrace);

    [LoggerMessage(6, LogLevel.Information, "Run of {Board} finished in {ElapsedMs:0.0} ms: {Status}, {Answered} of {Sources} sources, slowest {Slowest}.")]
    private static partial void RunFinished(ILogger logger, string board, double elapsedMs, RunStatus status, int answered, int sources, string? slowest);

    [LoggerMessage(7, LogLevel.Error, "Combiner {Combiner} of {Board} broke.")]
    public static partial void CombinerBroke(ILogger logger, Exception exception, string combiner, string board);

    [LoggerMessage(8, LogLevel.Warning, "Combiner {Combiner} of {Board} was not done in time.")]
    public static partial void CombinerTimedOut(ILogger logger, string combiner, string board);

    [LoggerMessage(9, LogLevel.Warning, "Connection for {Source} refused: {Address} is a link-local, metadata or unspecified address.")]
    public static partial void AddressBlocked(ILogger logger, string source, IPAddress address);

    [LoggerMessage(10, LogLevel.Information, "Configuration {Revision} is in force, after {Previous}. Added: {Added}. Removed: {Removed}. Changed: {Changed}.")]
    private static partial void ConfigurationTaken(ILogger logger, string revision, string previous, string added, string removed, string changed);

    [LoggerMessage(11, LogLevel.Error, "The newest configuration is not in force, {Revision} stays. Errors: {Count}. {Errors}")]
    public static partial void ConfigurationRefused(ILogger logger, string revision, int count, string errors);

    [LoggerMessage(12, LogLevel.Warning, "These keys are read at the start only; restart to apply what has changed: {Keys}.")]
    public static partial void RestartToApply(ILogger logger, string keys);

    [LoggerMessage(13, LogLevel.Error, "Reading the configuration broke in a way that nobody planned: {Exception} {StackTrace}")]
    public static partial void ReloadBroke(ILogger logger, Type exception, string? stackTrace);

    [LoggerMessage(14, LogLevel.Warning, "These parameters of boards change no call, since no source of their board has a place {{query.name}} for them: {Parameters}.")]
    public static partial void ParametersIdle(ILogger logger, string parameters);
}
