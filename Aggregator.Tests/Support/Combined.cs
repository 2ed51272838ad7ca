using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Support;

/// <summary>What a combiner, taken from dependency injection by its name, makes of the sources' answers.</summary>
internal static class Combined
{
    /// <summary>How a source without a value is written among the answers.</summary>
    public const string Missing = "-";

    /// <summary>Combines answers of the sources <c>api-a</c>, <c>api-b</c>, … on a board in that order.</summary>
    public static Task<CombinedValue> ByAsync(string combiner, IEnumerable<string> answers, Action<IServiceCollection>? more = null) =>
        ByAsync(combiner, new Dictionary<string, decimal>(), answers, more);

    /// <summary>The same on a board that has weights.</summary>
    public static async Task<CombinedValue> ByAsync(
        string combiner, IReadOnlyDictionary<string, decimal> weights, IEnumerable<string> answers, Action<IServiceCollection>? more = null)
    {
        var results = answers.Select((answer, i) => Answer(TestData.Source($"api-{(char)('a' + i)}"), answer)).ToList();
        var board = TestData.Board(weights, Thresholds.None, [.. results.Select(result => result.Source)]);
        await using var services = Configured.Services(Configured.Configuration("{}"), more);
        await using var viewer = services.CreateAsyncScope();
        return await viewer.ServiceProvider.GetRequiredKeyedService<ICombiner>(combiner)
            .CombineAsync(new CombineContext(board, results), TestContext.Current.CancellationToken);
    }

    /// <summary>The answers combine to that value.</summary>
    public static async Task AssertValueAsync(string combiner, string expected, params string[] answers)
    {
        var combined = await ByAsync(combiner, answers);

        Assert.Null(combined.Reason);
        Assert.Equal(expected, combined.Value?.GetRawText());
    }

    /// <summary>The answers do not combine, for that reason.</summary>
    public static async Task AssertReasonAsync(string combiner, string expected, params string[] answers)
    {
        var combined = await ByAsync(combiner, answers);

        Assert.Null(combined.Value);
        Assert.Equal(expected, combined.Reason);
    }

    private static SourceResult Answer(Source source, string answer) =>
        answer is Missing ? TestData.Failed(source, Reason.Timeout) : TestData.Ok(source, answer);
}
