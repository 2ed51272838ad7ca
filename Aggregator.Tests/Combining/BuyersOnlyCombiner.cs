using Aggregator.Core.Combining;

namespace Aggregator.Web.Combining;

/// <summary>The first price, for viewers who may see prices.</summary>
internal sealed class BuyersOnlyCombiner(IHttpContextAccessor http, IConfiguration configuration) : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken)
    {
        var isBuyer = http.HttpContext!.User.IsInRole(configuration["PriceRole"] ?? "buyer");
        var price = context.Answered.FirstOrDefault()?.Value;
        return ValueTask.FromResult(
            !isBuyer ? CombinedValue.Failed("Only buyers see prices.")
            : price is null ? CombinedValue.Failed("No price has come in.")
            : CombinedValue.Of(price.Value));
    }
}
