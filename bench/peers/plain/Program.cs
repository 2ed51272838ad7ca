// What the template of MVC gives, and a client by name.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllersWithViews();
builder.Services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 4096 });

var app = builder.Build();
app.UseRouting();
app.UseAuthorization();
app.MapControllers();
await app.RunAsync();
