using Aggregator.Core;
using Aggregator.Web.Commands;
using Aggregator.Web.Hosting;

if (await CommandLine.RunAsync(args) is { } exitCode)
{
    return exitCode;
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
