using Aggregator.Web.Commands;
using Aggregator.Web.Hosting;

if (await CommandLine.RunAsync(args) is { } exitCode)
{
    return exitCode;
}

return await StartupErrors.ExplainAsync("Aggregator did not start", async () =>
{
    await using var app = Application.Build(args);
    await app.RunAsync();
    return StartupErrors.Ok;
});
