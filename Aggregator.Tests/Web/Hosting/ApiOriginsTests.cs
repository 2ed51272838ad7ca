using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

public sealed class ApiOriginsTests
{
    private const string Portal = "https://portal.example.com";
    private const string Allowed = "Access-Control-Allow-Origin";

    [Theory]
    [InlineData("/api/boards", Portal)]
    [InlineData("/api/boards/default", Portal)]
    [InlineData("/api/boards/default/events", Portal)]
    [InlineData("/api/boards/none", Portal)]
    [InlineData("/api/boards", null, "https://other.example.com")]
    [InlineData("/boards/default", null)]
    [InlineData("/embed/default", null)]
    [InlineData("/openapi/v1.json", null)]
    public async Task Get_FromAnotherPage_IsReadableThereOnlyWhereItsOriginIsNamed(string path, string? allowed, string origin = Portal)
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedOrigins:0", Portal)]);

        using var answer = await SendAsync(app, HttpMethod.Get, path, origin);

        Assert.Equal(allowed, answer.Headers.TryGetValues(Allowed, out var values) ? string.Join(',', values) : null);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Get_NoOriginIsNamed_IsReadableNowhere()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var answer = await SendAsync(app, HttpMethod.Get, "/api/boards", Portal);
        Assert.False(answer.Headers.Contains(Allowed));
    }

    [Fact]
    public async Task Options_AsksToWrite_IsNotAllowed()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedOrigins:0", Portal)]);

        using var answer = await SendAsync(app, HttpMethod.Options, "/api/boards/default", Portal, ("Access-Control-Request-Method", "DELETE"));

        Assert.Equal("GET,HEAD", string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Methods")));
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApp app, HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
