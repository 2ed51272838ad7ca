using Aggregator.Core.Aggregation;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>The HTTP status of a run for programs. For people a page that says what is missing is a page like any other: 200.</summary>
internal static class HttpStatus
{
    public static int Of(AggregateResult run) =>
        run.Status != RunStatus.Failed ? StatusCodes.Status200OK
        : run.HasDeadlineMadeItFail ? StatusCodes.Status504GatewayTimeout
        : StatusCodes.Status502BadGateway;
}
