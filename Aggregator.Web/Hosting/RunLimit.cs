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

    /// <summary>Events are read as they come.</summary>
    public static readonly TimeSpan GraceForEvents = TimeSpan.FromSeconds(5);

    /// <summary>A page or a JSON answer may be large, and the way to the viewer narrow.</summary>
    public static readonly TimeSpan GraceForAnswers = TimeSpan.FromSeconds(60);

    private const string Sentence = "Too many people are asking at this moment. Please try again in a few seconds.";

    private static readonly string RetryAfterSeconds = 2.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Drops a viewer who has not taken the whole answer so long after the board's deadline: the place of the run would be kept for nobody. The server's own
    /// least rate, 240 bytes a second, would give somebody who reads nothing of 1 MiB over an hour.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="deadline">The board's deadline.</param>
    /// <param name="grace">What is left for reading once everything is there.</param>
    public static void DropAfter(HttpResponse response, TimeSpan deadline, TimeSpan grace) => response.RegisterForDisposeAsync(
        new Timer(static context => ((HttpContext)context!).Abort(), response.HttpContext, deadline + grace, Timeout.InfiniteTimeSpan));

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

    /// <summary>Says so in one line: a page would cost what is being saved.</summary>
    private static ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new(http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Problem(Sentence, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http)
            : TypedResults.Text(Sentence, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http));
    }
}
