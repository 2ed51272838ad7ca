using Aggregator.Peers.Raw;

// The practical limit: no routing, no logging, no client factory, nothing between Kestrel's request and the handler's sockets.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
await using var app = builder.Build();
using var apis = new Apis(app.Configuration);
app.Run(new Sum(apis).AnswerAsync);
await app.RunAsync();
