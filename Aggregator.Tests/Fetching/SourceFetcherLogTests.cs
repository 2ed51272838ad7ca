using System.Diagnostics;
using System.Globalization;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Fetching;

/// <summary>What operators can read about a call, and what nobody may.</summary>
public sealed class SourceFetcherLogTests
{
    private const string Secret = "s3cr3t";
    private const string Marker = "upstream-marker";

    public static TheoryData<string, string> Answers { get; } = new()
    {
        new TheoryDataRow<string, string>(Answer.Head(200, $"X: {Marker}", "Content-Length: 17") + $"\"{Marker}\"", "ok") { TestDisplayName = "Ok" },
        new TheoryDataRow<string, string>($"HTTP/1.1 404 {Marker}\r\nX: {Marker}\r\nContent-Length: 15\r\n\r\n{Marker}", "bad-status") { TestDisplayName = "404" },
        new TheoryDataRow<string, string>(Answer.Head(302, $"Location: http://127.0.0.1:9/{Marker}") + Marker, "redirect-refused") { TestDisplayName = "Redirect" },
        new TheoryDataRow<string, string>(Answer.Head(200, $"Content-Type: text/{Marker}") + Marker, "unexpected-content-type") { TestDisplayName = "Content type" },
        new TheoryDataRow<string, string>(Answer.Head(200, $"Content-Encoding: {Marker}") + Marker, "bad-encoding") { TestDisplayName = "Encoding" },
        new TheoryDataRow<string, string>(Answer.Head(200, "Content-Type: application/json") + Marker, "bad-content") { TestDisplayName = "No JSON" },
        new TheoryDataRow<string, string>(Answer.Head(200) + $"{{\"{Marker}\":1,\"{Marker}\":2}}", "bad-content") { TestDisplayName = "Member twice" },
        new TheoryDataRow<string, string>($"{Marker}\r\n\r\n", "protocol-error") { TestDisplayName = "No status line" },
        new TheoryDataRow<string, string>($"HTTP/1.1 200 OK\r\n{Marker}\r\n\r\n", "protocol-error") { TestDisplayName = "No header" },
        new TheoryDataRow<string, string>(Answer.Head(200, "Transfer-Encoding: chunked") + $"{Marker}\r\n", "protocol-error") { TestDisplayName = "No chunk size" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task FetchAsync_AnyAnswer_LogsOneEndAndNothingOfUrlOrAnswer(string bytes, string end)
    {
        using var request = new Activity("request").Start();
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Raw(bytes));

        var result = await host.FetchAsync(new Uri(server.Url, $"{Secret}?key={Secret}"));

        Assert.Equal(end, result.Reason?.Code() ?? "ok");
        Assert.Equal(result.IsOk ? null : request.TraceId.ToHexString(), result.TraceId);
        Assert.Contains(Secret, server.Requests.Single(), StringComparison.Ordinal);
        AssertTellsOf(result, host.Log);
        AssertSilent(host.Log, server.Port);
    }

    [Fact]
    public async Task FetchAsync_NoAnswer_LogsOneEndAndNothingOfTheUrl()
    {
        await using var host = new FetcherHost();
        int port;
        Uri url;
        await using (var server = new RawServer())
        {
            (port, url) = (server.Port, server.Url);
        }

        var result = await host.FetchAsync(new Uri(url, $"?key={Secret}"));

        Assert.Equal(Reason.Unreachable, result.Reason);
        AssertTellsOf(result, host.Log);
        AssertSilent(host.Log, port);
    }

    [Fact]
    public async Task FetchAsync_CallerCancels_LogsThatAndNoOtherEnd()
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Marker));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.FetchAsync(FetcherHost.Source(new Uri(server.Url, $"?key={Secret}")), cancellationToken: caller.Token));

        var end = Assert.Single(host.Log.Entries, entry => entry.Name is not "CallStarted");
        Assert.Equal(("CallAbandoned", LogLevel.Debug), (end.Name, end.Level));
        AssertSilent(host.Log, server.Port);
    }

    [Fact]
    public async Task RunAsync_ApplicationDoesNotListenYet_CostsItsCardAndIsAnErrorInTheLog()
    {
        await using var host = new FetcherHost(application: new Uri("relative", UriKind.Relative));

        var board = TestData.Board(FetcherHost.Source(new Uri("/demo/random", UriKind.Relative)));
        var result = (await host.Engine.RunAsync(new Run(board), TestContext.Current.CancellationToken)).Sources[0];

        Assert.Equal(Reason.ProtocolError, result.Reason);
        Assert.Empty(result.Attempts);
        Assert.Equal(LogLevel.Error, Assert.Single(host.Log.Entries, entry => entry.Name is "CallBroke").Level);
    }

    /// <summary>Exactly one event about the end, with all its figures by name.</summary>
    private static void AssertTellsOf(SourceResult result, LogCapture log)
    {
        var end = Assert.Single(log.Entries, entry => entry.Name is "CallFinished" or "CallFailed");
        Assert.Equal(result.IsOk ? LogLevel.Information : LogLevel.Warning, end.Level);
        Assert.Equal(result.IsOk ? "CallFinished" : "CallFailed", end.Name);
        Assert.Equal("api-a", end.Values["Source"]);
        Assert.Equal(result.Attempts.Count, end.Values["Attempts"]);
        Assert.Equal(result.HttpStatus, end.Values["Status"]);
        Assert.Equal(result.Bytes, end.Values["Bytes"]);
        Assert.Equal(result.Duration.TotalMilliseconds, end.Values["ElapsedMs"]);
        Assert.Equal(result.Reason?.Code(), end.Values.GetValueOrDefault("Reason"));
        Assert.Equal(result.TraceId, end.Values.GetValueOrDefault("TraceId"));
        Assert.Equal("CallStarted", log.Entries[0].Name);
    }

    private static void AssertSilent(LogCapture log, int port)
    {
        Assert.NotEmpty(log.Entries);
        foreach (var text in (string[])[Secret, Marker, "127.0.0.1", string.Create(CultureInfo.InvariantCulture, $":{port}")])
        {
            Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains(text, StringComparison.OrdinalIgnoreCase));
        }
    }
}
