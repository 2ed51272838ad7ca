using System.Text;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Bodies that have no value.</summary>
public sealed class SourceFetcherBodyTests
{
    [Fact]
    public async Task FetchAsync_AnnouncedTooLarge_IsRefusedAtTheHeader()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Answer.Head(200, "Content-Length: 1073741824")));

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.TooLarge, 200, 1, result, server);
        Assert.Null(result.Bytes);
        Assert.True(result.Duration < TimeSpan.FromSeconds(10), $"{result.Duration}");
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task FetchAsync_BodyAroundTheLimit_IsOkUpToIt(int bytes, bool isOk)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Raw(Answer.Head(200) + "1".PadRight(bytes)));

        var result = await host.FetchAsync(server.Url, options => options.MaxResponseBytes = 1000);

        Assert.Equal(isOk ? null : Reason.TooLarge, result.Reason);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task FetchAsync_EndlessBody_IsTooLargeAndTheServerIsCutOff()
    {
        var cutOff = new TaskCompletionSource();
        await using var host = new FetcherHost();
        await using var server = new RawServer(async connection =>
        {
            await connection.SendAsync(Answer.Head(200, "Transfer-Encoding: chunked"));
            try
            {
                while (true)
                {
                    await connection.SendAsync("1000\r\n" + new string('x', 0x1000) + "\r\n");
                }
            }
            catch (IOException)
            {
                cutOff.SetResult();
            }
        });

        Expect.Failed(Reason.TooLarge, 200, 1, await host.FetchAsync(server.Url), server);
        await cutOff.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("<h1>Sign in</h1>")]
    [InlineData("{\"a\":1")]
    [InlineData("1 2")]
    [InlineData("NaN")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    public async Task FetchAsync_NotJson_IsBadContent(string body)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json(body));

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.BadContent, 200, 1, result, server);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), result.Bytes);
        Assert.Null(result.Attempts[0].Failure);
    }

    [Fact]
    public async Task FetchAsync_NotUtf8_IsBadContent()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(
            Answer.Body(200, Encoding.Unicode.GetBytes("[1]")),
            Answer.Body(200, [(byte)'"', 0xC3, (byte)'"']));

        Assert.Equal(Reason.BadContent, (await host.FetchAsync(server.Url)).Reason);
        Assert.Equal(Reason.BadContent, (await host.FetchAsync(server.Url)).Reason);
    }

    [Fact]
    public async Task FetchAsync_TenThousandLevels_IsBadContent()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json(new string('[', 10_000) + new string(']', 10_000)));

        Expect.Failed(Reason.BadContent, 200, 1, await host.FetchAsync(server.Url, options => options.Select.Selector = "$..a"), server);
    }

    [Theory]
    [InlineData("/b", "{\"a\":1}")]
    [InlineData("/a", "{\"a\":null}")]
    [InlineData("$.b", "{\"a\":1}")]
    [InlineData("/a/0", "{\"a\":[]}")]
    [InlineData(null, "null")]
    public async Task FetchAsync_NothingAtThatPlace_IsValueMissing(string? select, string body)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json(body));

        Expect.Failed(Reason.ValueMissing, 200, 1, await host.FetchAsync(server.Url, options => options.Select.Selector = select), server);
    }

    [Fact]
    public async Task FetchAsync_MoreValuesThanAJsonPathTakes_IsTooLargeAndForAPointerOk()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Json($"[{string.Join(',', Enumerable.Repeat(1, 100_000))}]") };

        Assert.Equal(Reason.TooLarge, (await host.FetchAsync(server.Url, options => options.Select.Selector = "$[?(@ > 1)]")).Reason);
        Assert.True((await host.FetchAsync(server.Url, options => options.Select.Selector = "/99999")).IsOk);
    }

    [Fact]
    public async Task FetchAsync_FilterMeetsTextWhereANumberIsDue_IsNoDefectOfOurs()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("""[{"price":"upstream-text"}]"""));

        var result = await host.FetchAsync(server.Url, options => options.Select.Selector = "$[?(@.price > 5)]");

        Assert.Contains(result.Reason, (Reason?[])[Reason.ValueMissing, Reason.BadContent]);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains("upstream-text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_FilterRunsAway_IsBadContent()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json($$"""[{"name":"{{new string('a', 60)}}!"}]"""));

        var result = await host.FetchAsync(server.Url, options => options.Select.Selector = "$[?(@.name =~ /^(a+)+$/)]");

        Expect.Failed(Reason.BadContent, 200, 1, result, server);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Name is "CallBroke");
    }

    [Fact]
    public async Task FetchAsync_NoBody_IsEmpty()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json(""), Answer.Raw(Answer.Head(200)));

        Assert.Equal(Reason.Empty, (await host.FetchAsync(server.Url)).Reason);
        Assert.Equal(Reason.Empty, (await host.FetchAsync(server.Url)).Reason);
        Assert.Equal(2, server.Requests.Count);
    }
}
