using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;

namespace Aggregator.Tests.Fetching;

/// <summary>What every ended call must show.</summary>
internal static class Expect
{
    /// <summary>A value, after so many attempts, and the server saw exactly these.</summary>
    public static void Ok(string json, int attempts, SourceResult result, RawServer server)
    {
        Ok(json, attempts, result);
        Assert.Equal(attempts, server.Requests.Count);
    }

    /// <summary>A value, after so many attempts.</summary>
    public static void Ok(string json, int attempts, SourceResult result)
    {
        Assert.Null(result.Reason);
        Assert.Equal(json, result.Value?.GetRawText());
        Assert.InRange(result.HttpStatus ?? 0, 200, 299);
        Consistent(attempts, result);
        Assert.Null(result.Attempts[^1].Failure);
    }

    /// <summary>A reason and no value, after so many attempts, and the server saw exactly these.</summary>
    public static void Failed(Reason reason, int? status, int attempts, SourceResult result, RawServer server)
    {
        Failed(reason, status, attempts, result);
        Assert.Equal(attempts, server.Requests.Count);
    }

    /// <summary>A reason and no value, after so many attempts.</summary>
    public static void Failed(Reason reason, int? status, int attempts, SourceResult result)
    {
        Assert.Equal(reason, result.Reason);
        Assert.Null(result.Value);
        Assert.Equal(status, result.HttpStatus);
        Consistent(attempts, result);
    }

    /// <summary>The attempts that count follow each other within the call, each of the others begins beside one of them, and the phases add up to those that count.</summary>
    public static void Consistent(int attempts, SourceResult result)
    {
        Assert.Equal(attempts, result.Attempts.Count);
        var end = TimeSpan.Zero;
        var sum = result.Phases.Decode;
        Assert.All(result.Attempts, attempt => Close(attempt.Duration, attempt.Phases.Connect + attempt.Phases.Wait + attempt.Phases.Read));
        Assert.All(result.Attempts, attempt => Assert.True(attempt.Start + attempt.Duration <= result.Duration, "An attempt ended after the call."));
        Assert.All(result.Attempts.Where(attempt => attempt.IsBeside), beside => Assert.Contains(result.Attempts, attempt => !attempt.IsBeside && Overlap(attempt, beside)));
        foreach (var attempt in result.Attempts.Where(attempt => !attempt.IsBeside))
        {
            Assert.True(attempt.Start >= end, $"An attempt began at {attempt.Start}, before the one before it ended at {end}.");
            end = attempt.Start + attempt.Duration;
            sum += attempt.Duration;
        }

        Assert.True(result.Duration >= end, $"The call ended at {result.Duration}, before its last attempt at {end}.");
        Close(sum, result.Phases.Connect + result.Phases.Wait + result.Phases.Read + result.Phases.Decode);
    }

    private static bool Overlap(Attempt one, Attempt other) => one.Start <= other.Start + other.Duration && other.Start <= one.Start + one.Duration;

    /// <summary>Equal but for what rounding to ticks takes.</summary>
    private static void Close(TimeSpan expected, TimeSpan actual) =>
        Assert.InRange(actual, expected - TimeSpan.FromMicroseconds(10), expected + TimeSpan.FromMicroseconds(10));
}
