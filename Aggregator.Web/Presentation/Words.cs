using Aggregator.Core.Aggregation;

namespace Aggregator.Web.Presentation;

/// <summary>The words of the contract, alike in JSON, headers and pages.</summary>
internal static class Words
{
    public const string Ok = "ok";
    public const string Error = "error";
    public const string Live = "live";

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Complete => "complete",
        RunStatus.Partial => "partial",
        _ => "failed",
    };
}
