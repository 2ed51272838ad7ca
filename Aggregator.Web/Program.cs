using Aggregator.Core;
using Aggregator.Web.Access;
using Aggregator.Web.Hosting;

if (NewKey.IsAsked(args))
{
    return NewKey.Print();
}

return await StartupErrors.ExplainAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
    builder.AddDemoBoard();
    ConfigurationFiles.AddTo(builder);
    builder.Services.AddAggregator(builder.Configuration);
    builder.Services.AddAggregatorWeb();
    await using var app = builder.Build();
    app.UseAggregatorWeb();
    await app.RunAsync();
});
