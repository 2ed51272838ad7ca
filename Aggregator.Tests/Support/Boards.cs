namespace Aggregator.Tests.Support;

/// <summary>Settings of boards on the demo APIs, quick enough for tests.</summary>
internal static class Boards
{
    /// <summary>Two sources that answer after 400 and 200 ms.</summary>
    public static (string Key, string Value)[] Quick =>
    [
        ("Aggregator:Sources:api-a:Title", "API A"),
        ("Aggregator:Sources:api-a:Url", "/demo/random?delay=400ms"),
        ("Aggregator:Sources:api-a:Select", "/value"),
        ("Aggregator:Sources:api-b:Title", "API B"),
        ("Aggregator:Sources:api-b:Url", "/demo/random?delay=200ms"),
        ("Aggregator:Sources:api-b:Select", "/value"),
        ("Aggregator:Boards:default:Title", "Two APIs"),
        ("Aggregator:Boards:default:Sources:0", "api-a"),
        ("Aggregator:Boards:default:Sources:1", "api-b"),
        ("Aggregator:Boards:default:Combine", "Sum"),
        ("Aggregator:Boards:default:Format", "0.00"),
    ];

    /// <summary>The same, and a source that cannot be selected from.</summary>
    public static (string Key, string Value)[] WithOneBroken =>
    [
        .. Quick,
        ("Aggregator:Sources:api-c:Url", "/demo/random"),
        ("Aggregator:Sources:api-c:Select", "/nothing-here"),
        ("Aggregator:Boards:default:Sources:2", "api-c"),
        ("Aggregator:Boards:broken:Sources:0", "api-c"),
    ];
}
