using Aggregator.Core;
using Aggregator.Core.Combining;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Combining;

public sealed class CombinerRegistrationTests
{
    private const string BoardThatSums =
        """{ "Sources": { "a": { "Url": "http://a.test/" } }, "Boards": { "main": { "Sources": [ "a" ], "Combine": "sum" } } }""";

    [Fact]
    public async Task AddCombiner_OwnName_IsFoundByIt()
    {
        var combined = await Combined.ByAsync("how-many", ["1", "-", "1"], services => services.AddCombiner<OwnCombiner>("how-many"));

        Assert.Equal("\"own: 3\"", combined.Value?.GetRawText());
    }

    [Fact]
    public async Task AddCombiner_DependsOnServices_GetsThem()
    {
        var combined = await Combined.ByAsync(
            "greeting", ["1"], services => services.AddSingleton(new Greeting("hello")).AddCombiner<GreetingCombiner>("greeting"));

        Assert.Equal("\"hello\"", combined.Value?.GetRawText());
    }

    [Fact]
    public async Task AddCombiner_DependsOnWhatNobodyRegistered_FailsWhenItIsMade()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Combined.ByAsync("greeting", ["1"], services => services.AddCombiner<GreetingCombiner>("greeting")));

        Assert.Contains(nameof(Greeting), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("SUM")]
    public async Task AddCombiner_BuiltInName_ReplacesTheBuiltIn(string name)
    {
        void AddOwn(IServiceCollection services) => services.AddCombiner<OwnCombiner>(name);
        using var services = Configured.Services(Configured.Configuration(BoardThatSums), AddOwn);

        var registered = services.GetRequiredService<BoardCatalog>().Current.Find("main")!.Combine;

        Assert.Equal(name, registered);
        Assert.Equal("\"own: 1\"", (await Combined.ByAsync(registered, ["1"], AddOwn)).Value?.GetRawText());
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("Sum")]
    public void AddCombiner_BeforeAddAggregator_ReplacesTheBuiltInToo(string name)
    {
        var services = new ServiceCollection();
        services.AddCombiner<OwnCombiner>(name);
        services.AddAggregator(new ConfigurationBuilder().Build());
        using var provider = services.BuildServiceProvider();
        using var viewer = provider.CreateScope();

        var found = CombinerRegistration.Find(provider.GetServices<CombinerRegistration>(), "sum")!.Name;

        Assert.IsType<OwnCombiner>(viewer.ServiceProvider.GetRequiredKeyedService<ICombiner>(found));
    }

    [Fact]
    public void Rejects_UnknownCombiner_AndOffersEachNameOnce() =>
        Assert.Single(
            Assert.Single(Configured.Errors(
                """{ "Sources": { "a": { "Url": "http://a.test/" } }, "Boards": { "b": { "Sources": [ "a" ], "Combine": "x" } } }""",
                services => services.AddCombiner<OwnCombiner>("sum"))).Split(' ', ',', '.'),
            word => word is "sum");

    [Fact]
    public async Task AddCombiner_SameNameTwice_TakesTheLast()
    {
        var combined = await Combined.ByAsync("own", ["1"], services => services
            .AddSingleton(new Greeting("hello"))
            .AddCombiner<OwnCombiner>("own")
            .AddCombiner<GreetingCombiner>("own"));

        Assert.Equal("\"hello\"", combined.Value?.GetRawText());
    }

    [Fact]
    public void AddCombiner_TwoViewers_GetOneEach()
    {
        using var services = Configured.Services(Configured.Configuration("{}"), services => services.AddCombiner<OwnCombiner>("own"));
        using var one = services.CreateScope();
        using var other = services.CreateScope();

        Assert.NotSame(one.ServiceProvider.GetRequiredKeyedService<ICombiner>("own"), other.ServiceProvider.GetRequiredKeyedService<ICombiner>("own"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AddCombiner_NoName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddCombiner<OwnCombiner>(name));

    private sealed class OwnCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(CombinedValue.Of($"own: {context.Results.Count}"));
    }

    private sealed record Greeting(string Text);

    private sealed class GreetingCombiner(Greeting greeting) : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(CombinedValue.Of(greeting.Text));
    }
}
