using System.Globalization;
using System.Text;
using Aggregator.Core.Aggregation;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>The header Server-Timing (W3C), which browsers show in their network tools: <c>total;dur=2003.4, api-a;dur=2001.2</c>.</summary>
internal static class ServerTiming
{
    public static string Of(AggregateResult run)
    {
        var header = new StringBuilder();
        header.Append(CultureInfo.InvariantCulture, $"total;dur={Times.Milliseconds(run.Elapsed)}");
        foreach (var source in run.Sources)
        {
            header.Append(CultureInfo.InvariantCulture, $", {source.Source.Name};dur={Times.Milliseconds(source.Duration)}");
        }

        return header.ToString();
    }
}
