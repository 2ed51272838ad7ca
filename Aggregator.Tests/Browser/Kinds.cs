using System.Text.Json;

namespace Aggregator.Tests.Browser;

/// <summary>What APIs answer, one of every kind that the page shows in a way of its own.</summary>
internal static class Kinds
{
    private const string LongText =
        "The night shift closed line 4 at 02:10 because of a worn belt. The spare part is on its way and should be here before noon; until then orders for the "
        + "north region are packed on line 2, which is why the figures of the two lines differ so much this morning.";

    /// <summary>Text that would like to be more than text: markup, addresses, formulas, templates, terminal codes, line breaks, turned and unseen characters.</summary>
    public const string Hostile =
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)> javascript:alert(4) {{constructor.constructor('alert(5)')()}} ${alert(6)} "
        + "=HYPERLINK(\"http://127.0.0.1:9/\") \u001B[31mred\u001B[0m one\r\ntwo \u202Eturned\u202C un\u200Bseen\uFEFF </pre></template></article><!-- ]]>";

    public static (string Title, Func<RawConnection, Task>[] Plan)[] Values =>
    [
        ("Orders since midnight", [Answer.Json("1234.5678901234567890")]),
        ("State of the line", [Answer.Json("\"running\"")]),
        ("Note of the night shift", [Answer.Json(JsonSerializer.Serialize(LongText))]),
        ("Is the shop open?", [Answer.Json("true")]),
        ("Weather at the warehouse", [Answer.Json("""{"temperature":7.5,"wind":{"speed":14,"from":"NW"},"sky":"overcast","humidity":81,"pressure":1013.20,"observed":"08:00"}""")]),
        ("Ships in the harbour", [Answer.Json("""["Aurora","Brise","Caledonia","Doris","Eleonora","Fortuna"]""")]),
        ("Stock by warehouse", [Answer.Json("""[{"place":"North","items":1204,"free":0.12,"city":"Oslo"},{"place":"South","items":88,"free":0.91,"city":"Rome"},{"place":"West","items":640,"free":0.4,"city":"Brest"},{"place":"East","items":77,"free":0.5,"city":"Minsk"}]""")]),
        ("A very long number that no format was given for", [Answer.Json("31415926535897932384626433832795028841971")]),
        ("Answered at the second attempt", [Answer.Status(503), Answer.Json("42")]),
    ];

    /// <summary>A level for each number of <see cref="Values"/> where these come first on a board: with the longest unit, for the longest number, beside a degraded call.</summary>
    public static IReadOnlyList<(string Key, string Value)> Levels =>
    [
        ("Aggregator:Sources:s0:Display:Format", "0000.0000"),
        ("Aggregator:Sources:s0:Display:Unit", "orders per night"),
        ("Aggregator:Sources:s0:Display:Warning", "1234.5"),
        ("Aggregator:Sources:s7:Display:Unit", "parcels per year"),
        ("Aggregator:Sources:s7:Display:Critical", "20"),
        ("Aggregator:Sources:s8:Display:Unit", "ms"),
        ("Aggregator:Sources:s8:Display:Critical", "20"),
        ("Aggregator:Sources:s8:Display:LowerIsWorse", "true"),
    ];

    public static (string Title, Func<RawConnection, Task>[] Plan)[] Errors =>
    [
        ("Broken inside", [Answer.Status(500)]),
        ("Asks us to call less often", [Answer.Status(429, "", "Retry-After: 3600")]),
        ("Behind a login", [Answer.Body(200, "<html>Please log in</html>"u8.ToArray(), "Content-Type: text/html")]),
        ("Needs another password", [Answer.Status(401)]),
        ("Sends what is no JSON", [Answer.Json("{\"a\":1,\"a\":2}")]),
        ("Moved away", [Answer.Status(302, "", "Location: http://127.0.0.1:9/")]),
        ("Sends far more than a source may ever send", [Answer.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n")]),
        ("Has nothing to say", [Answer.Status(204)]),
    ];

    public static (string Title, Func<RawConnection, Task>[] Plan)[] HostileTexts =>
    [
        ("Hostile text", [Answer.Json(JsonSerializer.Serialize(Hostile))]),
        ("Hostile short text", [Answer.Json("\"<b onclick=alert(7)>\\u202Ex\"")]),
        ("Hostile keys", [Answer.Json(JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { [Hostile] = Hostile, ["{{7*7}}"] = new[] { Hostile } }))]),
        ("Hostile list", [Answer.Json(JsonSerializer.Serialize(new[] { Hostile, "javascript:alert(8)" }))]),
        ("Hostile table", [Answer.Json(JsonSerializer.Serialize(new[] { new Dictionary<string, string>(StringComparer.Ordinal) { [Hostile] = Hostile }, new(StringComparer.Ordinal) { [Hostile] = "=1+1" } }))]),
        ("Endless text", [Answer.Json(JsonSerializer.Serialize(new string('x', 200_000)))]),
    ];
}
