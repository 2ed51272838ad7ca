using System.IO.Compression;
using System.Text;

namespace Aggregator.Tests.Fetching;

/// <summary>Answers that were good HTTP, or nearly, until somebody's dice went over them. The same number gives the same answer, always.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Split">After so many bytes there is a pause.</param>
/// <param name="End">What becomes of the connection.</param>
internal sealed record MutatedAnswer(byte[] Bytes, int Split, MutatedAnswer.Ending End)
{
    private const string Json = """{"a":[1,2.50,"\u00e4"],"b":{"b":null,"c":true}}""";

    private static readonly byte[][] Good =
    [
        Text(Answer.Head(200, "Content-Type: application/json", $"Content-Length: {Json.Length}") + Json),
        Text(Answer.Head(200, "Content-Type: application/json") + Json),
        Text(Answer.Head(200, "Transfer-Encoding: chunked") + "5;x=y\r\n" + Json[..5] + $"\r\n{Json.Length - 5:x}\r\n" + Json[5..] + "\r\n0\r\nTrailer: x\r\n\r\n"),
        Text("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + Answer.Head(200, "Content-Length: 1") + "1"),
        Text("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n[]"),
        Text("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
        Text(Answer.Head(204)),
        Text(Answer.Head(302, "Location: http://169.254.169.254/", "Content-Length: 0")),
        Text(Answer.Head(401, "WWW-Authenticate: Basic realm=\"x\"", "Content-Length: 2") + "no"),
        Text(Answer.Head(503, "Retry-After: 120", "Content-Length: 0")),
        Text(Answer.Head(200, "Content-Type: text/html; charset=utf-8", "Set-Cookie: a=b", "Content-Length: 6") + "<html>"),
        Text(Answer.Head(200, "Content-Length: 99999999999")),
        [.. Text(Answer.Head(200, "Content-Encoding: gzip", $"Content-Length: {Compressed(Gzip).Length}")), .. Compressed(Gzip)],
        [.. Text(Answer.Head(200, "Content-Encoding: br", $"Content-Length: {Compressed(Brotli).Length}")), .. Compressed(Brotli)],
        [.. Text(Answer.Head(200, "Content-Encoding: deflate")), .. Compressed(Zlib)],
    ];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\n\r\n", "\0", " ", "\t", ":", ";", ",", "\"", "\\ud800", "-1", "0", "0\r\n\r\n", "1e400", "NaN", "18446744073709551616", "ffffffff",
            "HTTP/1.1 ", "HTTP/0.9", "HTTP/2.0 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "200", "999", "000", "Content-Length: 5\r\n", "Content-Length: 0\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "Content-Encoding: gzip\r\n",
            "Content-Encoding: br\r\n", "Content-Type: application/json; charset=\"\u00e4\r\n", "Retry-After: -9\r\n", "Set-Cookie: \u0001=\u0002\r\n", " folded: line\r\n",
        }.Select(Text),
        [0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B], new byte[300], [.. Enumerable.Repeat((byte)'x', 5000)], [.. Enumerable.Repeat((byte)'[', 40)],
    ];

    /// <summary>What becomes of the connection after the answer.</summary>
    public enum Ending
    {
        Close,
        KeepOpen,
        Reset,
    }

    public static MutatedAnswer Number(int number)
    {
        // Always the same numbers, on every machine: an instance with a seed, and one for each answer, so that each can be had by itself.
        var dice = new Random(number);
        var bytes = Good[dice.Next(Good.Length)].ToList();
        for (var mutations = dice.Next(0, 4); mutations > 0; mutations--)
        {
            Mutate(bytes, dice);
        }

        var end = dice.Next(100) switch { < 88 => Ending.Close, < 98 => Ending.KeepOpen, _ => Ending.Reset };
        return new MutatedAnswer([.. bytes], dice.Next(3) == 0 ? dice.Next(bytes.Count + 1) : bytes.Count, end);
    }

    public override string ToString() => $"{Convert.ToBase64String(Bytes)} (split {Split}, {End}): {string.Concat(Bytes.Take(500).Select(Shown))}";

    private static void Mutate(List<byte> bytes, Random dice)
    {
        var place = dice.Next(bytes.Count + 1);
        var length = Math.Min(dice.Next(1, 20), bytes.Count - place);
        switch (dice.Next(8))
        {
            case 0 when length > 0:
                bytes[place] ^= (byte)(1 << dice.Next(8));
                break;
            case 1 when length > 0:
                bytes[place] = (byte)dice.Next(256);
                break;
            case 2:
                bytes.RemoveRange(place, length);
                break;
            case 3:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 4 when dice.Next(3) == 0:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 5 when dice.Next(3) == 0:
                var other = Good[dice.Next(Good.Length)];
                bytes.InsertRange(place, other[dice.Next(other.Length)..]);
                break;
            default:
                bytes.InsertRange(place, Words[dice.Next(Words.Length)]);
                break;
        }
    }

    private static string Shown(byte value) => value is >= 0x20 and < 0x7F ? $"{(char)value}" : $"\\x{value:x2}";

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static Stream Gzip(Stream to) => new GZipStream(to, CompressionLevel.Fastest);

    private static Stream Brotli(Stream to) => new BrotliStream(to, CompressionLevel.Fastest);

    private static Stream Zlib(Stream to) => new ZLibStream(to, CompressionLevel.Fastest);

    private static byte[] Compressed(Func<Stream, Stream> compress)
    {
        using var bytes = new MemoryStream();
        using (var stream = compress(bytes))
        {
            stream.Write(Text(Json));
        }

        return bytes.ToArray();
    }
}
