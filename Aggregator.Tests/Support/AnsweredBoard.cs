using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using IConfiguration = Microsoft.Extensions.Configuration.IConfiguration;

namespace Aggregator.Tests.Support;

/// <summary>A board of the whole application, asked for as JSON and then as a page.</summary>
/// <param name="Json">The answer of the API.</param>
/// <param name="Page">The page.</param>
internal sealed record AnsweredBoard(JsonElement Json, IDocument Page)
{
    public JsonElement Result => Json.GetProperty("result");

    /// <summary>Asks an application for its only board.</summary>
    /// <param name="section">Its section <c>Aggregator</c>, in JSON.</param>
    public static Task<AnsweredBoard> AskAsync(string section) => AskAsync(Configured.Configuration(section));

    /// <summary>Asks an application with that configuration, and time enough for any machine, for its only board.</summary>
    public static async Task<AnsweredBoard> AskAsync(IConfiguration configuration)
    {
        var written = configuration.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!));
        await using var app = WebApp.StartInProduction([.. written, .. Every("Sources", "Timeout", "00:00:20"), .. Every("Boards", "Deadline", "00:00:30")]);
        return await AskAsync(app);

        IEnumerable<(string, string)> Every(string section, string key, string value) =>
            configuration.GetSection($"Aggregator:{section}").GetChildren().Select(named => ($"{named.Path}:{key}", value));
    }

    /// <summary>Asks a running application for its only board.</summary>
    public static async Task<AnsweredBoard> AskAsync(WebApp app)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = app.CreateClient();
        var boards = JsonElement.Parse(await client.GetStringAsync("/api/boards", cancel)).GetProperty("boards");
        var name = Assert.Single(boards.EnumerateArray()).GetProperty("name").GetString();
        using var answer = await client.GetAsync($"/api/boards/{name}", cancel);
        var html = await client.GetStringAsync($"/boards/{name}?stream=off", cancel);
        return new AnsweredBoard(
            JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancel)),
            await BrowsingContext.New().OpenAsync(response => response.Content(html), cancel));
    }

    /// <summary>A source of the board, in JSON.</summary>
    public JsonElement Source(string name) =>
        Json.GetProperty("sources").EnumerateArray().Single(source => string.Equals(source.GetProperty("name").GetString(), name, StringComparison.Ordinal));

    /// <summary>What the card of a source shows as its value, or says in place of it.</summary>
    public string Card(string name) => string.Join(
        ' ',
        Page.QuerySelector($"article[aria-labelledby=card-{name}] :is(.value, .card-content > p:not(.advice))")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
