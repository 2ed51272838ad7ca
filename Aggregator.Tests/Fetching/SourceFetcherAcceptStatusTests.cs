using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Which statuses count as success.</summary>
public sealed class SourceFetcherAcceptStatusTests
{
    [Fact]
    public async Task FetchAsync_StatusNotInTheList_IsABadStatus()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));

        Expect.Failed(Reason.BadStatus, 200, 1, await host.FetchAsync(server.Url, source => source.AcceptStatus.Add("404")), server);
    }

    [Theory]
    [InlineData(404, "404")]
    [InlineData(404, "4xx")]
    [InlineData(503, "503")]
    [InlineData(599, "5XX")]
    [InlineData(429, "429")]
    [InlineData(401, "401")]
    public async Task FetchAsync_AcceptedStatus_IsAValueThatNeitherRetriesNorBreaks(int status, string accepted)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Status(status, "1", "Retry-After: 60", "Content-Type: application/json") };
        var source = FetcherHost.Source(server.Url, options => options.AcceptStatus.AddRange(["2xx", accepted]));

        for (var calls = 1; calls <= 8; calls++)
        {
            var result = await host.FetchAsync(source);

            Assert.Null(result.Reason);
            Assert.Equal(("1", status, 1), (result.Value?.GetRawText(), result.HttpStatus, result.Attempts.Count));
            Assert.Equal(calls, server.Requests.Count);
        }
    }

    [Fact]
    public async Task FetchAsync_AcceptedStatusWithoutBody_IsEmpty()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(404));

        Expect.Failed(Reason.Empty, 404, 1, await host.FetchAsync(server.Url, source => source.AcceptStatus.Add("404")), server);
    }
}
