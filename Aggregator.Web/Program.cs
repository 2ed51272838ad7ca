using Aggregator.Core;
using Aggregator.Web.Hosting;

return await StartupErrors.ExplainAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
    builder.AddDemoBoard();
    builder.Services.AddAggregator(builder.Configuration);
    builder.Services.AddAggregatorWeb();
    await using var app = builder.Build();
    app.UseAggregatorWeb();
    await app.RunAsync();
});
