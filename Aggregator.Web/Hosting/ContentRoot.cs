namespace Aggregator.Web.Hosting;

/// <summary>
/// Where appsettings.json, demo.json and wwwroot are: in the current folder if it holds an appsettings.json, otherwise beside the program.
/// The framework's default, always the current folder, loses all of them without a word when a service or a script starts the program from elsewhere.
/// </summary>
internal static class ContentRoot
{
    public static WebApplicationOptions Options(string[] args) => new() { Args = args, ContentRootPath = IsNamed(args) || IsHere() ? null : AppContext.BaseDirectory };

    private static bool IsHere() => File.Exists("appsettings.json");

    private static bool IsNamed(string[] args) =>
        Array.Exists(args, arg => arg.Contains(HostDefaults.ContentRootKey, StringComparison.OrdinalIgnoreCase))
        || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null
        || Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is not null;
}
