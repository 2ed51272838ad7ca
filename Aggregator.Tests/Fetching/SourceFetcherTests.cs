using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>Answers that have a value, and the figures that belong to them.</summary>
public sealed class SourceFetcherTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MostOfThePause = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task FetchAsync_JsonAnswer_GivesSelectedValueStatusAndBytes()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(201, """{"value":0.81230}""", "Content-Type: application/json"));

        var result = await host.FetchAsync(server.Url, options => options.Select.Selector = "/value");

        Expect.Ok("0.81230", 1, result, server);
        Assert.Equal(201, result.HttpStatus);
        Assert.Equal(17, result.Bytes);
        Assert.True(result.IsOk);
    }

    [Fact]
    public async Task FetchAsync_Request_IsAGetOfTheWholeUrlAndNothingOfTheApplicationsOwn()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));

        // A viewer's request is always one, and may bring along what is meant for this application alone.
        using var request = new Activity("request") { TraceStateString = "viewer=alice" }.AddBaggage("session", "secret").Start();

        await host.FetchAsync(new Uri(server.Url, "a/b?c=d%20e"));

        var lines = server.Requests.Single().TrimEnd().Split("\r\n");
        Assert.Equal("GET /a/b?c=d%20e HTTP/1.1", lines[0]);
        Assert.Contains("Accept-Encoding: gzip, br", lines);
        Assert.Equal("Accept, Accept-Encoding, Host, User-Agent", string.Join(", ", lines.Skip(1).Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task FetchAsync_UrlWithoutHost_CallsTheApplicationItself()
    {
        await using var server = new RawServer(Answer.Json("1"));
        await using var host = new FetcherHost(application: server.Url);

        var result = await host.FetchAsync(new Uri("/demo/random?delay=2s", UriKind.Relative));

        Expect.Ok("1", 1, result, server);
        Assert.StartsWith("GET /demo/random?delay=2s HTTP/1.1\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type: application/json; charset=utf-8")]
    [InlineData("Content-Type: application/problem+json")]
    [InlineData("Content-Type: TEXT/JSON")]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Type: ;;;")]
    [InlineData("Content-Encoding: identity")]
    [InlineData("Set-Cookie: a=b")]
    public async Task FetchAsync_HeaderOfAnAnswer_IsTakenAsJson(string header)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, "\uFEFF{\"a\":\"\u00E4\"}", header));

        var result = await host.FetchAsync(server.Url, options => options.Select.Selector = "/a");

        Expect.Ok("\"\u00E4\"", 1, result, server);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("x-gzip")]
    [InlineData("GZIP, identity")]
    public async Task FetchAsync_CompressedAnswer_CountsTheBytesAfterDecompression(string encoding)
    {
        var json = $"\"{new string('x', 50_000)}\"";
        await using var host = new FetcherHost();
        await using var server = new RawServer(
            Answer.Body(200, Compress(encoding, json), "Content-Type: application/json", $"Content-Encoding: {encoding}"));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok(json, 1, result, server);
        Assert.Equal(50_002, result.Bytes);
    }

    [Fact]
    public async Task FetchAsync_ChunkedAnswer_IsReadToItsEnd()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(
            connection => connection.SendAsync(Answer.Head(200, "Transfer-Encoding: chunked") + "2\r\n[1\r\n4;x=y\r\n,2,3\r\n1\r\n]\r\n0\r\nTrailer: x\r\n\r\n"));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok("[1,2,3]", 1, result, server);
        Assert.Equal(7, result.Bytes);
    }

    [Fact]
    public async Task FetchAsync_SecondCallOfAHost_UsesTheConnectionAgain()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"), Answer.Json("2"));

        var first = await host.FetchAsync(server.Url);
        var second = await host.FetchAsync(server.Url);

        Assert.Equal("2", second.Value?.GetRawText());
        Assert.True(first.Phases.Connect > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, second.Phases.Connect);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_HeadersComeLate_CountsAsWaiting()
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var server = new RawServer(Answer.Json("0"), connection =>
        {
            time.Advance(Pause);
            return Answer.Json("1")(connection);
        });
        await host.FetchAsync(server.Url);

        var result = await host.FetchAsync(server.Url);

        Assert.Equal((Pause, TimeSpan.Zero), (result.Phases.Wait, result.Phases.Read));
    }

    [Fact]
    public async Task FetchAsync_BodyComesLate_CountsAsReading()
    {
        var time = new FakeTime();
        var isLate = new TaskCompletionSource();
        await using var host = new FetcherHost(time);
        await using var server = new RawServer(Answer.Json("0"), async connection =>
        {
            await connection.SendAsync(Answer.Head(200, "Content-Length: 1"));
            await isLate.Task;
            await connection.SendAsync("1");
        });
        await host.FetchAsync(server.Url);
        var call = new SourceCall(FetcherHost.Source(server.Url), time, time.GetTimestamp(), TimeSpan.FromSeconds(30));
        var fetching = host.FetchAsync(call, TestContext.Current.CancellationToken);
        await Eventually.IsSoAsync(() => call.ToFailure(Reason.Deadline).HttpStatus == 200, "The headers have not come.");

        time.Advance(Pause);
        isLate.SetResult();

        var phases = (await fetching).Phases;
        Assert.Equal((TimeSpan.Zero, Pause), (phases.Wait, phases.Read));
    }

    [Fact]
    public async Task FetchAsync_RetriedCall_TakesAsLongAsItsAttemptsAndTheWaitBetween()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.After(Pause, Answer.Status(500)), Answer.After(Pause, Answer.Json("1")));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok("1", 2, result, server);
        var (first, second) = (result.Attempts[0], result.Attempts[1]);
        Assert.Equal(Reason.BadStatus, first.Failure);
        Assert.All([first, second], attempt => Assert.True(attempt.Duration >= MostOfThePause, $"{attempt}"));
        var wait = second.Start - (first.Start + first.Duration);
        Assert.True(wait > TimeSpan.FromMilliseconds(40), $"{wait}");
        var sum = first.Start + first.Duration + second.Duration + wait + result.Phases.Decode;
        Assert.InRange(result.Duration, sum, sum * 1.5);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task FetchAsync_OtherNameOfTheHost_IsFound(string hostName)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));

        var result = await host.FetchAsync(new Uri($"http://{hostName}:{server.Port}/"));

        Expect.Ok("1", 1, result, server);
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" or "x-gzip" or "GZIP, identity" => new GZipStream(bytes, CompressionLevel.Optimal),
            "br" => new BrotliStream(bytes, CompressionLevel.Optimal),
            _ => new ZLibStream(bytes, CompressionLevel.Optimal),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
