using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Recipes;

/// <summary>Each recipe in docs/recipes asks what it says, and makes of the answers what it says.</summary>
public sealed class RecipesTests
{
    public static TheoryData<string> Names => Recipe.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Recipe_WithTheAnswersItShows_AsksAndShowsWhatItSays(string name)
    {
        var recipe = Recipe.Read(name);
        await using var servers = new RecipeServers(recipe);

        var board = await AnsweredBoard.AskAsync(servers.Configuration);

        Assert.Equal(board.Json.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("name").GetString()), recipe.Answers.Select(answer => answer.Source));
        Assert.All(recipe.Answers, answer => AssertShows(answer, board));
        Assert.All(recipe.Answers, answer => AssertAsks(answer, servers));
        Assert.Equal(recipe.Result, board.Result.GetProperty("text").GetString());
        Assert.All(recipe.Secrets, secret => Assert.Contains(servers.Requests, request => RecipeServers.Readable(request).Contains(Recipe.Secret(secret), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("elasticsearch", "errors", "\r\nAuthorization: ApiKey the.secret.elasticsearch\r\n")]
    [InlineData("elasticsearch", "errors", "\r\n\r\n{\"query\":{\"query_string\":{\"query\":\"log.level:error AND @timestamp:[now-15m TO now]\"}}}")]
    [InlineData("github", "build", "\r\nX-GitHub-Api-Version: 2022-11-28\r\n")]
    [InlineData("github", "build", "\r\nAccept: application/vnd.github+json\r\n")]
    [InlineData("github", "build", "\r\nUser-Agent: Aggregator/")]
    [InlineData("github-graphql", "open-work", "{ totalCount } } }\",\"variables\":{\"name\":\"shop\",\"owner\":\"example\"}}")]
    [InlineData("gitlab", "issues", "GET /api/v4/projects/shop%2Fwebsite/issues_statistics HTTP/1.1\r\n")]
    [InlineData("gitlab", "issues", "\r\nPRIVATE-TOKEN: the.secret.gitlab\r\n")]
    [InlineData("jira-cloud", "urgent", "\r\nAuthorization: Basic board@example.com:the.secret.jira\r\n")]
    [InlineData("jira-cloud", "urgent", "\r\n\r\n{\"jql\":\"project = SHOP AND priority = Highest AND statusCategory != Done\"}")]
    [InlineData("prometheus", "targets-down", "GET /api/v1/query?query=count%28up%20%3D%3D%200%29%20or%20vector%280%29 HTTP/1.1\r\n")]
    [InlineData("rabbitmq", "orders-waiting", "GET /api/queues/%2F/orders HTTP/1.1\r\n")]
    [InlineData("sharepoint", "actions", "\r\nAuthorization: Bearer token-of-the-endpoint\r\n")]
    [InlineData("sharepoint", "actions", "\r\nPrefer: HonorNonIndexedQueriesWarningMayFailRandomly\r\n")]
    public async Task Recipe_Request_HasWhatTheApiAsksFor(string name, string source, string part)
    {
        await using var servers = new RecipeServers(Recipe.Read(name));
        await AnsweredBoard.AskAsync(servers.Configuration);
        Assert.Contains(part, RecipeServers.Readable(servers.RequestOf(source)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Recipe_Secrets_AreSetAsItSays(string name)
    {
        var recipe = Recipe.Read(name);
        Assert.All(recipe.Secrets, secret => Assert.Contains($"`Aggregator__Secrets__{secret}`", recipe.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Index_Recipes_AreExactlyThoseThereAre() =>
        Assert.Equal(
            Names.Select(row => row.Data),
            Recipe.IndexText.Split("\n| [").Skip(1).Select(row => row.Split("](")[1].Split(".md)")[0]).Order(StringComparer.Ordinal));

    private static void AssertShows(RecipeAnswer answer, AnsweredBoard board)
    {
        var source = board.Source(answer.Source);
        Assert.Equal((answer.Source, "ok"), (answer.Source, source.GetProperty("status").GetString()));
        Assert.Equal((1, answer.Status), (source.GetProperty("attempts").GetArrayLength(), source.GetProperty("httpStatus").GetInt32()));
        Assert.Equal(answer.Level, source.TryGetProperty("level", out var level) ? level.GetString() : null);
        if (source.GetProperty("text").GetString() is { } text)
        {
            Assert.Equal(answer.Shown, text);
            Assert.Equal(answer.Shown, board.Card(answer.Source));
        }
        else
        {
            Assert.Equal(Compact(JsonElement.Parse(answer.Shown)), Compact(source.GetProperty("value")));
        }
    }

    private static void AssertAsks(RecipeAnswer answer, RecipeServers servers) =>
        Assert.Equal(Recipe.WithSecrets(answer.Request), Uri.UnescapeDataString(servers.RequestOf(answer.Source).Split(" HTTP/1.1\r\n")[0]));

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
