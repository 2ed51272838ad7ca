using System.Security.Claims;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Combining;
using Moq;

namespace Aggregator.Tests.Combining;

/// <summary>The samples in docs/combiners.md.</summary>
public sealed class DocumentedCombinersTests
{
    private readonly CombineContext _context = Context("7.5", null, "\"text\"", "2.0");

    [Fact]
    public async Task SpreadCombiner_Numbers_IsTheirSpread() =>
        Assert.Equal("5.5", (await new SpreadCombiner().CombineAsync(_context, TestContext.Current.CancellationToken)).Value?.GetRawText());

    [Fact]
    public async Task SpreadCombiner_NoNumber_SaysSo() =>
        Assert.Equal("No number has come in.", (await new SpreadCombiner().CombineAsync(Context("true"), TestContext.Current.CancellationToken)).Reason);

    [Theory]
    [InlineData("buyer", "7.5", null)]
    [InlineData("guest", null, "Only buyers see prices.")]
    public async Task BuyersOnlyCombiner_ByRole_ShowsThePriceOrSaysWhyNot(string role, string? price, string? reason)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
        var http = Mock.Of<IHttpContextAccessor>(accessor => accessor.HttpContext == new DefaultHttpContext { User = user });

        var combiner = new BuyersOnlyCombiner(http, new ConfigurationBuilder().Build());
        var result = await combiner.CombineAsync(_context, TestContext.Current.CancellationToken);

        Assert.Equal(price, result.Value?.GetRawText());
        Assert.Equal(reason, result.Reason);
    }

    private static CombineContext Context(params string?[] values)
    {
        var sources = values.Select((_, i) => TestData.Source($"api-{i}")).ToArray();
        var results = sources.Zip(values, (source, value) => value is null ? TestData.Failed(source, Reason.Timeout) : TestData.Ok(source, value));
        return new CombineContext(TestData.Board(sources), [.. results]);
    }
}
