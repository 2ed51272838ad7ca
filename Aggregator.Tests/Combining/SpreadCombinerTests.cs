using System.Security.Claims;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Moq;

namespace Aggregator.Tests.Combining;

/// <summary>The sample in docs/combiners.md.</summary>
public sealed class SpreadCombinerTests
{
    [Theory]
    [InlineData("buyer", "5.5", null)]
    [InlineData("guest", null, "Only buyers see prices.")]
    public async Task CombineAsync_ByRole_ShowsTheSpreadOrSaysWhyNot(string role, string? spread, string? reason)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
        var http = Mock.Of<IHttpContextAccessor>(accessor => accessor.HttpContext == new DefaultHttpContext { User = user });
        var (a, b, c) = (TestData.Source("a"), TestData.Source("b"), TestData.Source("c"));
        var context = new CombineContext(TestData.Board(a, b, c), [TestData.Ok(a, "7.5"), TestData.Failed(b, Reason.Timeout), TestData.Ok(c, "2.0")]);

        var result = await new SpreadCombiner(http, new ConfigurationBuilder().Build()).CombineAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(spread, result.Value?.GetRawText());
        Assert.Equal(reason, result.Reason);
    }
}
