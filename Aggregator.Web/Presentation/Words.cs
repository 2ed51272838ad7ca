using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>The words of the contract, alike in JSON, headers and pages.</summary>
internal static class Words
{
    public const string Ok = "ok";
    public const string Error = "error";
    public const string Cancelled = "cancelled";

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Complete => "complete",
        RunStatus.Partial => "partial",
        _ => "failed",
    };

    /// <summary>How an attempt ended: an answer, the code that says why it failed, or that another one answered first.</summary>
    public static string Of(Attempt attempt) => attempt.Failure?.Code() ?? (attempt.HasAnswered ? Ok : Cancelled);

    public static string Of(Origin origin) => origin switch
    {
        Origin.Live => "live",
        _ => "shared",
    };

    /// <summary>Where the value of a source came from.</summary>
    public static string OriginOf(SourceResult result) => result.Substitute is null ? Of(result.Origin) : "fallback";

    public static string Of(Level level) => level switch
    {
        Level.Ok => Ok,
        Level.Warning => "warning",
        _ => "critical",
    };
}
