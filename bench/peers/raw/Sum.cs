using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Unicode;

namespace Aggregator.Peers.Raw;

/// <summary>Answers <c>/{sources}</c> and <c>/{sources}/{delay}</c> with the sum of so many calls.</summary>
internal sealed class Sum(Apis apis)
{
    private const int LongestAnswer = 128;

    /// <summary>What each path asks for, read once.</summary>
    private readonly ConcurrentDictionary<string, (int Sources, Uri Address)> _questions = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (sources, address) = _questions.GetOrAdd(context.Request.Path.Value!, Read, apis);
        var calls = new Task<double>[sources];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = apis.CallAsync(address, context.RequestAborted);
        }

        var sum = 0.0;
        foreach (var value in await Task.WhenAll(calls))
        {
            sum += value;
        }

        Write(context.Response, sum, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
    }

    private static (int Sources, Uri Address) Read(string path, Apis apis)
    {
        var parts = path.Split('/');
        return (int.Parse(parts[1], CultureInfo.InvariantCulture), apis.Address(parts.Length > 2 ? parts[2] : ""));
    }

    private static void Write(HttpResponse response, double sum, double elapsedMs)
    {
        var span = response.BodyWriter.GetSpan(LongestAnswer);
        Utf8.TryWrite(span, CultureInfo.InvariantCulture, $$"""{"sum":{{sum}},"elapsedMs":{{elapsedMs:0.###}}}""", out var length);
        response.ContentType = "application/json";
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
    }
}
