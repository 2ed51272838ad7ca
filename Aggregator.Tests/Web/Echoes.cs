using System.Globalization;
using System.Text;

namespace Aggregator.Tests.Web;

/// <summary>Answers of an API that says back what it was asked, credentials and all, in each place an answer has.</summary>
internal static class Echoes
{
    /// <summary>Ways to answer, by the last part of the path.</summary>
    public static IReadOnlyDictionary<string, Func<RawConnection, Task>> Ways { get; } = new Dictionary<string, Func<RawConnection, Task>>(StringComparer.Ordinal)
    {
        ["ok"] = Answer.Json("1"),
        ["status"] = connection => SendAsync(connection, 500, "application/json", Of(connection)),
        ["unauthorized"] = connection => SendAsync(connection, 401, "text/plain", Of(connection)),
        ["missing"] = connection => SendAsync(connection, 404, "text/html", Of(connection)),
        ["redirect"] = connection => SendAsync(connection, 302, "text/html", Of(connection), $"Location: http://127.0.0.2:9/?{Uri.EscapeDataString(Of(connection))}"),
        ["page"] = connection => SendAsync(connection, 200, "text/html", Of(connection)),
        ["type"] = connection => SendAsync(connection, 200, $"text/{Of(connection)}", "1"),
        ["content"] = connection => SendAsync(connection, 200, "application/json", $"{{\"x\":\"{Of(connection)}\""),
        ["twice"] = connection => SendAsync(connection, 200, "application/json", $"{{\"{Of(connection)}\":1,\"{Of(connection)}\":2}}"),
        ["encoding"] = connection => SendAsync(connection, 200, "application/json", Of(connection), "Content-Encoding: echo"),
        ["header"] = connection => connection.SendAsync($"HTTP/1.1 200 OK\r\n{Of(connection)}\r\n\r\n"),
        ["line"] = connection => connection.SendAsync($"{Of(connection)}\r\n\r\n"),
        ["chunk"] = connection => connection.SendAsync(Answer.Head(200, "Transfer-Encoding: chunked") + $"{Of(connection)}\r\n"),
        ["throttled"] = connection => SendAsync(connection, 429, "text/plain", Of(connection), $"Retry-After: {Of(connection)}"),
        ["reset"] = Answer.Reset(),
        ["hang"] = Answer.Stall(),
    };

    /// <summary>Answers in the way that the path asks for.</summary>
    public static Task AnswerAsync(RawConnection connection) =>
        Ways[connection.Request.Split(' ')[1].Split('?')[0].Split('/').Last()](connection);

    /// <summary>The whole request on one line.</summary>
    private static string Of(RawConnection connection) => connection.Request.ReplaceLineEndings(" ").Replace('"', '\'').Replace('\\', '/');

    private static async Task SendAsync(RawConnection connection, int status, string type, string body, params string[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Of(connection)}\r\nContent-Length: {bytes.Length}\r\nContent-Type: {type}\r\nX-Echo: {Of(connection)}\r\nWWW-Authenticate: Basic realm=\"{Of(connection)}\"\r\n");
        await connection.SendAsync(head + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");
        await connection.SendAsync(bytes);
    }
}
