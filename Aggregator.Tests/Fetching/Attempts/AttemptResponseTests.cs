using System.Globalization;
using System.Text;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching.Attempts;

/// <summary>Bodies are read into memory that is used again: no call may ever see another's.</summary>
public sealed class AttemptResponseTests
{
    private const int Calls = 200;

    [Fact]
    public async Task ReadAsync_ManyCallsAtOnce_NeverMixTheirBodies()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = connection => AnswerAsync(connection) };
        var sources = Enumerable.Range(0, Calls).Select(i => FetcherHost.Source(new Uri(server.Url, $"{i}"), options => options.Select.Selector = "/value")).ToList();

        for (var round = 0; round < 2; round++)
        {
            var results = await Task.WhenAll(sources.Select(source => host.FetchAsync(source)));

            for (var i = 0; i < Calls; i++)
            {
                if (IsCut(i))
                {
                    Assert.Equal(Reason.Reset, results[i].Reason);
                }
                else
                {
                    Assert.Equal($"\"{Value(i)}\"", results[i].Value?.GetRawText());
                }
            }
        }
    }

    [Fact]
    public async Task ReadAsync_ValueOutlivesItsCall_DoesNotChange()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Json("\"" + new string('y', 5000) + "\"") };
        await using var first = new RawServer(Answer.Json("\"" + new string('x', 5000) + "\""));
        var value = (await host.FetchAsync(first.Url)).Value;

        for (var i = 0; i < 20; i++)
        {
            Assert.True((await host.FetchAsync(server.Url)).IsOk);
        }

        Assert.Equal(new string('x', 5000), value?.GetString());
    }

    /// <summary>Every tenth answer breaks off in its middle, so that its memory is given back early.</summary>
    private static bool IsCut(int call) => call % 10 == 9;

    /// <summary>Sizes around those of the pool's arrays.</summary>
    private static string Value(int call) => string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"{call:000}-"), 1 + (call * 37 % 5000)));

    private static async Task AnswerAsync(RawConnection connection)
    {
        var call = int.Parse(connection.Request.Split('/', ' ')[2], CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($$"""{"value":"{{Value(call)}}"}""");
        if (IsCut(call))
        {
            await connection.SendAsync(Answer.Head(200, "Transfer-Encoding: chunked") + "4000\r\n" + new string('z', 5000));
            connection.Reset();
            return;
        }

        // Half of them announce their length, and all arrive in two parts.
        await connection.SendAsync(Answer.Head(200, call % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}") : "Connection: close"));
        await connection.SendAsync(body.AsMemory(0, body.Length / 2));
        await Task.Yield();
        await connection.SendAsync(body.AsMemory(body.Length / 2));
        if (call % 2 != 0)
        {
            connection.Close();
        }
    }
}
