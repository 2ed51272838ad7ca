using Aggregator.Core.Combining;
using Aggregator.Core.Decoding;

namespace BuyersDiscount;

/// <summary>What the viewer pays: all prices together, less the discount that the configuration gives that buyer.</summary>
internal sealed class BuyersDiscountCombiner(IHttpContextAccessor http, IConfiguration configuration) : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken)
    {
        var buyer = http.HttpContext?.User.Identity?.Name;
        var discount = buyer is null ? 0 : configuration.GetSection("Discounts").GetValue<decimal>(buyer);
        var prices = context.Answered.Select(result => NumberText.Find(result.Value!.Value)?.GetDecimal()).ToList();

        return ValueTask.FromResult(
            prices.Count < context.Results.Count || prices.Contains(null)
                ? CombinedValue.Failed("A price is missing, so there is no total.")
                : CombinedValue.Of(prices.Sum()!.Value * (1 - discount)));
    }
}
