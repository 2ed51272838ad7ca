using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Support;

/// <summary>What a combiner, taken from dependency injection by its name, makes of the sources' answers.</summary>
internal static class Combined
{
    /// <summary>How a source without a value is written among the answers.</summary>
    public const string Missing = "-";

    /// <summary>Combines answers of the sources <c>api-a</c>, <c>api-b</c>, … on a board in that order.</summary>
    public static async Task<CombinedValue> ByAsync(string combiner, IEnumerable<string> answers, Action<IServiceCollection>? more = null)
    {
        var results = answers.Select((answer, i) => Answer(TestData.Source($"api-{(char)('a' + i)}"), answer)).ToList();
        var board = TestData.Board([.. results.Select(result => result.Source)]);
        await using var services = Configured.Services(Configured.Configuration("{}"), more);
        await using var viewer = services.CreateAsyncScope();
        return await viewer.ServiceProvider.GetRequiredKeyedService<ICombiner>(combiner)
            .CombineAsync(new CombineContext(board, results), TestContext.Current.CancellationToken);
    }

    private static SourceResult Answer(Core.Sources.Source source, string answer) =>
        answer is Missing ? TestData.Failed(source, Reason.Timeout) : TestData.Ok(source, answer);
}
