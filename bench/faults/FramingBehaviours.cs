namespace Aggregator.Faults;

/// <summary>Answers that come late, break off, or are no proper HTTP.</summary>
internal static class FramingBehaviours
{
    private const string Words = Behaviour.Words;
    private const string Interim = "HTTP/1.1 103 Early Hints\r\n\r\n";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private static readonly string[] TwoLengths = ["Content-Length: 1", "Content-Length: 2"];

    public static IReadOnlyList<Behaviour> All { get; } =
    [
        new("hang", "accepts and says nothing", "timeout") { Plan = Answer.Stall() },
        new("stalled", "sends headers and half of the body, then stalls", "timeout") { Plan = Answer.Stall(Answer.Head(200, "Content-Length: 99") + Words) },
        new("drip", "sends its body a byte a second", "timeout")
        {
            Plan = Answer.Drip(Answer.Head(200, "Content-Length: 1000000"), "1", TimeSpan.FromSeconds(1)),
        },
        new("endless-interim", "sends 103 Early Hints without end", "timeout") { Plan = Answer.Drip("", Interim, Moment) },
        new("short-body", "closes before the announced length", "truncated", 2) { Plan = Answer.Raw(Answer.Head(200, "Content-Length: 99") + Words) },
        new("missing-last-chunk", "closes before the last chunk", "truncated", 2) { Plan = Answer.Raw(Chunked("1\r\n1\r\n")) },
        new("cut-chunk", "closes within a chunk", "truncated", 2) { Plan = Answer.Raw(Chunked($"63\r\n{Words}")) },
        new("closed", "closes instead of answering", "reset", 2) { Plan = Answer.Raw("") },
        new("reset", "resets the connection instead of answering", "reset", 2) { Plan = Answer.Reset() },
        new("reset-in-the-body", "resets the connection in the body", "reset", 2) { Plan = Answer.Reset(Answer.Head(200, "Content-Length: 99") + Words) },
        Improper("bad-chunk-size", "sends a chunk size that is no number", Chunked($"{Words}\r\n")),
        Improper("long-chunk", "sends a chunk longer than its size", Chunked($"1\r\n1{Words}\r\n0\r\n\r\n")),
        Improper("chunks-and-length", "says both chunks and a length", Answer.Head(200, "Transfer-Encoding: chunked", "Content-Length: 1") + "1\r\n1\r\n0\r\n\r\n"),
        Improper("two-lengths", "says two lengths", Answer.Head(200, TwoLengths) + "12"),
        Improper("garbage", "sends anything but HTTP", $"\0\u0001\u0002{Words}\r\n\r\n"),
        Improper("no-head", "answers without a head, as HTTP/0.9 did", $"<html>\n{Words}\n</html>\n"),
        Improper("status-999", "answers with the status 999", $"HTTP/1.1 999 {Words}\r\n\r\n"),
        Improper("switching-protocols", "answers 101, which nobody asked for", Answer.Head(101, "Connection: Upgrade", $"Upgrade: {Words}")),
        Improper("large-headers", "sends 100 KB of headers", Answer.Head(200, $"X: {new string('x', 100_000)}")),
    ];

    private static Behaviour Improper(string name, string what, string bytes) => new(name, what, "protocol-error") { Plan = Answer.Raw(bytes) };

    private static string Chunked(string chunks) => Answer.Head(200, "Transfer-Encoding: chunked") + chunks;
}
