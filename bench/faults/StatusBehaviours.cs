namespace Aggregator.Faults;

/// <summary>Answers whose status and headers are the trouble.</summary>
internal static class StatusBehaviours
{
    private const string Words = Behaviour.Words;

    /// <param name="otherHost">Where a redirect leads that leaves the host.</param>
    /// <param name="time">The clock of what changes with time.</param>
    public static IReadOnlyList<Behaviour> All(Uri otherHost, TimeProvider time) =>
    [
        Redirect("redirect-loop", "redirects to itself", "/redirect-loop"),
        Redirect("redirect-to-other-host", "redirects to another host", $"{otherHost}{Words}"),
        Redirect("redirect-to-http", "redirects to an http address, from https where it is asked so", $"http://127.0.0.1:{otherHost.Port}/{Words}"),
        Redirect("redirect-to-file", "redirects to a file", "file:///etc/hostname"),
        Redirect("redirect-to-metadata", "redirects to the metadata address of clouds", $"http://169.254.169.254/{Words}"),
        new("unauthorized", "answers 401", "auth-failed") { Plan = Answer.Status(401, Words, $"WWW-Authenticate: Basic realm=\"{Words}\"") },
        new("forbidden", "answers 403", "auth-failed") { Plan = Answer.Status(403, Words) },
        new("throttled", "answers 429", "throttled", 2) { Plan = Answer.Status(429, Words) },
        RetryAfter("retry-after-seconds", "asks to come back in a minute", "60", 1),
        RetryAfter("retry-after-negative", "asks to come back a second ago", "-1", 2, 429),
        RetryAfter("retry-after-huge", "asks to come back in three thousand years", "99999999999", 1),
        RetryAfter("retry-after-past", "asks to come back in 1994", "Sun, 06 Nov 1994 08:49:37 GMT", 2),
        RetryAfter("retry-after-date", "asks to come back at the end of 9999", "Fri, 31 Dec 9999 23:59:59 GMT", 1),
        new("server-error", "answers 500", "bad-status", 2) { Plan = Answer.Status(500, Words) },
        new("fails-every-second", "answers 500 to every second call, the first included", null, 2) { Plan = EverySecond() },
        new("fails-for-a-minute", "answers 500 for a minute from its first call", "bad-status", 2) { Plan = ForAMinute(time) },
        new("slows-down", "answers after 30 ms, from the 21st call on after 300 ms") { Plan = SlowsDown() },
        new("hostile-reason-phrase", "answers 404 with markup for a reason phrase", "bad-status")
        {
            Plan = Answer.Raw($"HTTP/1.1 404 <script>alert('{Words}')</script> {{{{7*7}}}} \u001b[31m\r\nContent-Length: 0\r\n\r\n"),
        },
    ];

    private static Behaviour Redirect(string name, string what, string location) =>
        new(name, what, "redirect-refused") { Plan = Answer.Status(302, Words, $"Location: {location}") };

    private static Behaviour RetryAfter(string name, string what, string value, int attempts, int status = 503) =>
        new(name, what, "throttled", attempts) { Plan = Answer.Status(status, Words, $"Retry-After: {value}") };

    private static Func<RawConnection, Task> EverySecond()
    {
        var calls = 0;
        return connection => (Interlocked.Increment(ref calls) % 2 == 1 ? Answer.Status(500, Words) : Answer.Json("1"))(connection);
    }

    private static Func<RawConnection, Task> ForAMinute(TimeProvider time)
    {
        var began = new Lazy<long>(time.GetTimestamp);
        return connection =>
            (time.GetElapsedTime(began.Value) < TimeSpan.FromMinutes(1) ? Answer.Status(500, Words) : Answer.Json("1"))(connection);
    }

    private static Func<RawConnection, Task> SlowsDown()
    {
        const int Quick = 20;
        var calls = 0;
        return connection =>
            Answer.After(TimeSpan.FromMilliseconds(Interlocked.Increment(ref calls) > Quick ? 300 : 30), Answer.Json("1"))(connection);
    }
}
