using System.Text;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Formats on the wire: what a request asks for, and what becomes of the answer's content type.</summary>
public sealed class SourceFetcherFormatTests
{
    [Theory]
    [InlineData(AnswerFormat.Auto, "application/json, application/xml;q=0.9, text/csv;q=0.8, */*;q=0.5")]
    [InlineData(AnswerFormat.Json, "application/json")]
    [InlineData(AnswerFormat.Xml, "application/xml, text/xml;q=0.9")]
    [InlineData(AnswerFormat.Csv, "text/csv, */*;q=0.1")]
    [InlineData(AnswerFormat.Text, "text/plain, */*;q=0.1")]
    [InlineData(AnswerFormat.Feed, "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8")]
    public async Task FetchAsync_Format_IsAskedFor(AnswerFormat format, string accept)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));

        await host.FetchAsync(server.Url, options => options.Format = format);

        Assert.Contains($"Accept: {accept}", server.Requests[0].Split("\r\n"));
    }

    [Fact]
    public async Task FetchAsync_AcceptHeaderOfTheSourcesOwn_StandsAlone()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));

        await host.FetchAsync(server.Url, options => options.Headers["Accept"] = "application/vnd.api+json");

        Assert.Equal(["Accept: application/vnd.api+json"], server.Requests[0].Split("\r\n").Where(line => line.StartsWith("Accept:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(AnswerFormat.Auto, "application/xml", "<a><b>1.10</b></a>", "/a/b")]
    [InlineData(AnswerFormat.Xml, "text/xml", "<a><b>1.10</b></a>", "/a/b")]
    [InlineData(AnswerFormat.Csv, "application/octet-stream", "a,b\n0,1.10", "b")]
    [InlineData(AnswerFormat.Text, "text/html", "<b>1.10</b>", "<b>(.*)</b>")]
    [InlineData(AnswerFormat.Feed, "application/rss+xml", "<rss><channel><item><title>1.10</title></item></channel></rss>", "/0/title")]
    public async Task FetchAsync_AnswerInTheFormat_HasTheValue(AnswerFormat format, string contentType, string body, string select)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, body, $"Content-Type: {contentType}"));

        var result = await host.FetchAsync(server.Url, options => (options.Format, options.Select.Selector) = (format, select));

        Expect.Ok(format == AnswerFormat.Feed ? "\"1.10\"" : "1.10", 1, result, server);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), result.Bytes);
    }

    [Theory]
    [InlineData(AnswerFormat.Xml, "application/json", "{}")]
    [InlineData(AnswerFormat.Csv, "text/html", "<html>Sign in</html>")]
    [InlineData(AnswerFormat.Text, "image/png", "PNG")]
    [InlineData(AnswerFormat.Feed, "text/html", "<html>Sign in</html>")]
    [InlineData(AnswerFormat.Json, "application/xml", "<a/>")]
    public async Task FetchAsync_AnswerInAnotherFormat_IsUnexpectedContentType(AnswerFormat format, string contentType, string body)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, body, $"Content-Type: {contentType}"));

        Expect.Failed(Reason.UnexpectedContentType, 200, 1, await host.FetchAsync(server.Url, options => options.Format = format), server);
    }

    [Theory]
    [InlineData(AnswerFormat.Xml, "<a>upstream-words")]
    [InlineData(AnswerFormat.Csv, "a,b\n\"upstream-words,2")]
    [InlineData(AnswerFormat.Text, "upstream-words\0")]
    [InlineData(AnswerFormat.Feed, "<a>upstream-words</a>")]
    public async Task FetchAsync_NotWhatItsTypeSays_IsBadContentWithoutAWordOfIt(AnswerFormat format, string body)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, body, "Content-Type: text/plain"));

        Expect.Failed(Reason.BadContent, 200, 1, await host.FetchAsync(server.Url, options => options.Format = format), server);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains("upstream-words", StringComparison.Ordinal) || entry.Name is "CallBroke");
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", null)]
    [InlineData("application/json; charset=iso-8859-1", null)]
    [InlineData("application/json", Reason.BadContent)]
    [InlineData("application/json; charset=klingon", Reason.BadContent)]
    public async Task FetchAsync_Charset_IsTheOneThatTheAnswerNames(string contentType, Reason? reason)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Body(200, Encoding.Latin1.GetBytes("\"Zürich\""), $"Content-Type: {contentType}"));

        var result = await host.FetchAsync(server.Url);

        Assert.Equal(reason, result.Reason);
        Assert.Equal(reason is null ? "Zürich" : null, result.Value?.GetString());
    }

    [Fact]
    public async Task FetchAsync_WrongTypeThatIsAccepted_IsTaken()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, "[1]", "Content-Type: text/html; charset=utf-8"), Answer.Json("[1]"));
        var source = FetcherHost.Source(server.Url, options => options.AcceptContentType.Add("text/html"));

        Assert.Equal("[1]", (await host.FetchAsync(source)).Value?.GetRawText());
        Assert.Equal(Reason.UnexpectedContentType, (await host.FetchAsync(source)).Reason);
    }
}
