using System.Globalization;
using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>Sheds the load that the machine cannot carry: no more runs at once than configured, and a quick no to whoever comes on top.</summary>
internal static class RunLimit
{
    /// <summary>The policy of every route that runs a board.</summary>
    public const string Policy = "runs";

    private static readonly string RetryAfterSeconds = 2.ToString(CultureInfo.InvariantCulture);

    public static void AddRunLimit(this IServiceCollection services)
    {
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.OnRejected = RefuseAsync;
        });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AggregatorOptions>>((limits, options) =>
            limits.AddConcurrencyLimiter(Policy, runs =>
            {
                runs.PermitLimit = options.Value.Hosting.MaxRuns;
                runs.QueueLimit = 0;
            }));
    }

    /// <summary>Says so in one line of text: a page would cost what is being saved.</summary>
    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await context.HttpContext.Response.WriteAsync("Too many people are asking at this moment. Please try again in a few seconds.\n", cancellationToken);
    }
}
