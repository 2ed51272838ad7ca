using System.Globalization;
using System.Text;

namespace Aggregator.Faults;

/// <summary>Plans for a <see cref="RawServer"/>: what to do with one request.</summary>
internal static class Answer
{
    /// <summary>200 with a body of JSON; the connection stays open.</summary>
    public static Func<RawConnection, Task> Json(string json, params string[] headers) => Status(200, json, ["Content-Type: application/json", .. headers]);

    /// <summary>A status, headers and a body with its length; the connection stays open.</summary>
    public static Func<RawConnection, Task> Status(int status, string body = "", params string[] headers) =>
        Body(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The same with bytes.</summary>
    public static Func<RawConnection, Task> Body(int status, byte[] body, params string[] headers) => async connection =>
    {
        await connection.SendAsync(Head(status, [.. headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")]));
        await connection.SendAsync(body);
    };

    /// <summary>These bytes, whatever they mean; then the server closes.</summary>
    public static Func<RawConnection, Task> Raw(string bytes) => async connection =>
    {
        await connection.SendAsync(bytes);
        connection.Close();
        await connection.UntilClosedAsync();
    };

    /// <summary>These bytes, and then nothing until the client gives up.</summary>
    public static Func<RawConnection, Task> Stall(string bytes = "") => async connection =>
    {
        await connection.SendAsync(bytes);
        await connection.UntilClosedAsync();
    };

    /// <summary>These bytes, and the same again and again until the client gives up.</summary>
    public static Func<RawConnection, Task> Drip(string first, string again, TimeSpan pause) => async connection =>
    {
        await connection.SendAsync(first);
        while (true)
        {
            await Task.Delay(pause, connection.Stopping);
            await connection.SendAsync(again);
        }
    };

    /// <summary>A pause before another plan.</summary>
    public static Func<RawConnection, Task> After(TimeSpan pause, Func<RawConnection, Task> then) => async connection =>
    {
        await Task.Delay(pause, connection.Stopping);
        await then(connection);
    };

    /// <summary>Nothing until the gate opens, and then another plan.</summary>
    public static Func<RawConnection, Task> Once(Task gate, Func<RawConnection, Task> then) => async connection =>
    {
        await gate.WaitAsync(connection.Stopping);
        await then(connection);
    };

    /// <summary>These bytes, and then a reset once they have been read.</summary>
    public static Func<RawConnection, Task> Reset(string bytes = "") => async connection =>
    {
        await connection.SendAsync(bytes);
        if (bytes.Length > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), connection.Stopping);
        }

        connection.Reset();
    };

    /// <summary>The head of an answer, with the empty line.</summary>
    public static string Head(int status, params string[] headers) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Whatever\r\n") + string.Concat(headers.Select(header => $"{header}\r\n")) + "\r\n";
}
