using System.Globalization;
using System.Text.RegularExpressions;

namespace Aggregator.Tests.Recipes;

/// <summary>What a recipe says of one source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Request">What it asks: method, path and query, not encoded.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="ContentType">What the answer says it is.</param>
/// <param name="Body">The answer.</param>
/// <param name="Shown">What the card shows: a text, or JSON for a list or an object.</param>
/// <param name="Level">How good that is; null where no level is due.</param>
internal sealed record RecipeAnswer(string Source, string Request, int Status, string ContentType, string Body, string Shown, string? Level)
{
    public static RecipeAnswer From(Match match) => new(
        match.Groups["source"].Value,
        match.Groups["request"].Value,
        match.Groups["status"] is { Success: true } status ? int.Parse(status.Value, CultureInfo.InvariantCulture) : 200,
        match.Groups["language"].Value switch
        {
            "json" => "application/json; charset=utf-8",
            "xml" => "text/xml",
            "csv" => "text/csv",
            "text" => "text/plain; charset=utf-8",
            var other => throw new InvalidOperationException($"Nobody knows the content type of {other}."),
        },
        match.Groups["body"].Value,
        match.Groups["shown"].Value,
        match.Groups["level"] is { Success: true } level ? level.Value : null);
}
