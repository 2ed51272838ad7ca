using Aggregator.Core.Combining;
using Aggregator.Web.Hosting;
using BuyersDiscount;

return await StartupErrors.ExplainAsync("BuyersDiscount did not start", async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddAggregator();
    builder.Services.AddCombiner<BuyersDiscountCombiner>("buyers-discount");

    await using var app = builder.Build();
    app.UseAggregator();
    await app.RunAsync();
    return StartupErrors.Ok;
});
