namespace Aggregator.Tests.Web;

/// <summary>A board with a city to choose, a text to search for, and a source that needs both and the answer of another one.</summary>
internal static class ParameterSettings
{
    public static (string Key, string Value)[] Of(RawServer server) =>
    [
        ("Aggregator:Sources:login:Title", "Login"),
        ("Aggregator:Sources:login:Url", $"{server.Url}login"),
        ("Aggregator:Sources:login:Select", "/value"),
        ("Aggregator:Sources:login:Timeout", "00:00:25"),
        ("Aggregator:Sources:items:Title", "Items"),
        ("Aggregator:Sources:items:Url", $"{server.Url}items/{{query.city}}/{{query.text}}/{{sources.login}}?lang=en&q={{query.text}}"),
        ("Aggregator:Sources:items:Select", "/value"),
        ("Aggregator:Sources:items:Timeout", "00:00:25"),
        ("Aggregator:Boards:default:Title", "Stock"),
        ("Aggregator:Boards:default:Sources:0", "login"),
        ("Aggregator:Boards:default:Sources:1", "items"),
        ("Aggregator:Boards:default:Deadline", "00:00:25"),
        ("Aggregator:Boards:default:Parameters:city:Title", "City"),
        ("Aggregator:Boards:default:Parameters:city:Values:0", "Bern"),
        ("Aggregator:Boards:default:Parameters:city:Values:1", "Basel"),
        ("Aggregator:Boards:default:Parameters:city:Values:2", "Zürich"),
        ("Aggregator:Boards:default:Parameters:text:Title", "Search for"),
        ("Aggregator:Boards:default:Parameters:text:Default", "all"),
    ];

    /// <summary>The section of a board with these cities to choose from, and a source that is called with the one chosen.</summary>
    public static string Section(RawServer server, params string[] cities) =>
        $$"""
        {
          "Sources": { "a": { "Url": "{{server.Url}}{query.city}" } },
          "Boards": { "default": { "Sources": [ "a" ], "Parameters": { "city": { "Title": "City", "Values": [ "{{string.Join("\", \"", cities)}}" ] } } } }
        }
        """;

    /// <summary>The targets of the calls of the source that needs the other one.</summary>
    public static IEnumerable<string> Calls(RawServer server) =>
        server.Requests.Where(request => request.StartsWith("GET /items/", StringComparison.Ordinal)).Select(request => request.Split(' ')[1]);
}
