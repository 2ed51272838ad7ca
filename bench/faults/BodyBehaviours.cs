using System.IO.Compression;
using System.Text;

namespace Aggregator.Faults;

/// <summary>Answers whose body is the trouble: its size, its encoding, its content.</summary>
internal static class BodyBehaviours
{
    private const string Words = Behaviour.Words;

    private const string HostileText =
        "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \u202Egnp.exe\u202C zero\u200Bwidth \u001b[31mred\u001b[0m"
        + "\r\nSet-Cookie: a=b\r\n{{7*7}} ${7*7} @(7*7) =1+1 \0 \u0085 \u2028 ' \" &amp;";

    private const string Entities =
        "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;\"><!ENTITY z \"&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;\">]><a>&z;</a>";

    public static IReadOnlyList<Behaviour> All { get; } =
    [
        new("ok", "answers 1 at once") { Plan = Answer.Json("1") },
        new("endless", "sends without end", "too-large") { Plan = Answer.Drip(Chunked, $"1000\r\n{new string('x', 0x1000)}\r\n", TimeSpan.Zero) },
        new("announced-gigabyte", "announces a body of 1 GiB", "too-large") { Plan = Answer.Stall(Answer.Head(200, "Content-Length: 1073741824")) },
        new("gzip-bomb", "sends 32 KB that become 32 MiB", "too-large") { Plan = Bomb("gzip") },
        new("brotli-bomb", "sends a few bytes that become 32 MiB", "too-large") { Plan = Bomb("br") },
        new("corrupt-gzip", "says gzip and sends something else", "bad-encoding") { Plan = Answer.Json(Words, "Content-Encoding: gzip") },
        new("unknown-encoding", "says an encoding nobody knows", "bad-encoding") { Plan = Answer.Json("1", $"Content-Encoding: {Words}") },
        new("deep-json", "sends 10,000 levels of lists", "bad-content") { Plan = Answer.Json(new string('[', 10_000) + new string(']', 10_000)) },
        new("million-elements", "sends a list of a million numbers", "too-large") { Plan = Repeat("[", "1,", 1_000_000, "1]") },
        new("long-string", "sends a text of 10 MB", "too-large") { Plan = Repeat("\"", "0123456789", 1_000_000, "\"") },
        new("invalid-utf-8", "sends bytes that are no UTF-8", "bad-content") { Plan = Json([(byte)'"', 0xC3, .. Encoding.ASCII.GetBytes(Words), (byte)'"']) },
        new("lone-surrogate", "sends half of a surrogate pair", "bad-content") { Plan = Answer.Json($"\"\\ud800 {Words}\"") },
        new("utf-16", "sends UTF-16 without saying so", "bad-content") { Plan = Json(Encoding.Unicode.GetBytes($"\"{Words}\"")) },
        new("byte-order-mark", "begins with a byte order mark") { Plan = Answer.Json("\uFEFF1") },
        new("not-a-number", "sends NaN", "bad-content") { Plan = Answer.Json("NaN") },
        new("huge-number", "sends 1e400") { Plan = Answer.Json("1e400") },
        new("long-number", "sends an integer of 20 digits") { Plan = Answer.Json("12345678901234567890") },
        new("duplicate-keys", "names a member twice", "bad-content") { Plan = Answer.Json($$"""{"{{Words}}":1,"{{Words}}":2}""") },
        new("trailing-garbage", "sends more after the end of the JSON", "bad-content") { Plan = Answer.Json($"{{}} {Words}") },
        new("xml-entities", "sends XML whose entities grow without end", "bad-content") { Plan = Xml(Entities) },
        new("deep-xml", "sends 10,000 levels of XML", "bad-content") { Plan = Xml(string.Concat(Enumerable.Repeat("<a>", 10_000))) },
        new("many-elements", "sends XML of 200,000 elements", "too-large") { Plan = Xml($"<a>{string.Concat(Enumerable.Repeat("<b/>", 200_000))}</a>") },
        new("ragged-csv", "sends CSV with a row longer than its header", "bad-content") { Plan = Answer.Status(200, $"a,b\n1,2,{Words}", "Content-Type: text/csv") },
        new("login-page", "answers 200 with an HTML page", "unexpected-content-type")
        {
            Plan = Answer.Status(200, $"<h1>{Words}</h1>", "Content-Type: text/html"),
        },
        new("empty", "answers 200 without a body", "empty") { Plan = Answer.Json("") },
        new("no-content", "answers 204", "empty") { Plan = Answer.Raw(Answer.Head(204)) },
        new("hostile-text", "sends a text of markup, control characters, template braces and formulas") { Plan = Answer.Json(Quoted(HostileText)) },
        new("hostile-keys", "sends the same as a key and in a list") { Plan = Answer.Json($$"""{{{Quoted(HostileText)}}:[{{Quoted(HostileText)}}]}""") },
        new("long-text", "sends a text of 100,000 characters") { Plan = Answer.Json($"\"{new string('W', 100_000)}\"") },
    ];

    private static string Chunked => Answer.Head(200, "Transfer-Encoding: chunked", "Content-Type: application/json");

    /// <summary>As JSON: nothing but what JSON itself demands is escaped.</summary>
    private static string Quoted(string text) =>
        "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : c < ' ' ? $"\\u{(int)c:x4}" : $"{c}")) + "\"";

    private static Func<RawConnection, Task> Xml(string xml) => Answer.Status(200, xml, "Content-Type: application/xml");

    private static Func<RawConnection, Task> Json(byte[] body) => Answer.Body(200, body, "Content-Type: application/json");

    private static Func<RawConnection, Task> Repeat(string first, string again, int times, string last) =>
        Large(() => Encoding.UTF8.GetBytes(first + new StringBuilder(again.Length * times).Insert(0, again, times) + last));

    private static Func<RawConnection, Task> Bomb(string encoding) => Large(() => Compressed(encoding), $"Content-Encoding: {encoding}");

    private static byte[] Compressed(string encoding)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding is "br" ? new BrotliStream(bytes, CompressionLevel.Fastest) : new GZipStream(bytes, CompressionLevel.Fastest))
        {
            stream.Write(new byte[32 * 1024 * 1024]);
        }

        return bytes.ToArray();
    }

    /// <summary>JSON that takes time to make, and is made once, when somebody asks for it.</summary>
    private static Func<RawConnection, Task> Large(Func<byte[]> make, params string[] headers)
    {
        var body = new Lazy<byte[]>(make);
        return connection => Answer.Body(200, body.Value, [.. headers, "Content-Type: application/json"])(connection);
    }
}
