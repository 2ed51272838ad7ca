using Aggregator.Core.Combining;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Tests.Combining;

/// <summary>The difference between the highest and the lowest price, for viewers who may see prices.</summary>
internal sealed class SpreadCombiner(IHttpContextAccessor http, IConfiguration configuration) : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken)
    {
        if (!http.HttpContext!.User.IsInRole(configuration["PriceRole"] ?? "buyer"))
        {
            return ValueTask.FromResult(CombinedValue.Failed("Only buyers see prices."));
        }

        var prices = context.Answered.Select(result => result.Value!.Value.GetDecimal()).ToList();
        return ValueTask.FromResult(prices.Count == 0 ? CombinedValue.Failed("No price has come in.") : CombinedValue.Of(prices.Max() - prices.Min()));
    }
}
