using System.Text.Json;

namespace Aggregator.Core.Fetching;

/// <summary>How reasons are written in JSON, logs and pages: <c>bad-status</c>.</summary>
public static class ReasonCode
{
    private static readonly string[] Codes = [.. Enum.GetNames<Reason>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>The code of the reason.</summary>
    public static string Code(this Reason reason) => Codes[(int)reason];
}
