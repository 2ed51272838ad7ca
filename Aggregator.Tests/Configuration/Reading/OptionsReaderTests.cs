using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Reading;

public sealed class OptionsReaderTests
{
    private const string Approved = "unreadable.txt";

    public static TheoryData<string> Unreadable => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Rejects_Unreadable(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("""{ "Sources": null, "Boards": null, "Demo": null }""")]
    [InlineData("""{ "Sources": {}, "Boards": {}, "Demo": {} }""")]
    [InlineData("""{ "Sources": [], "Boards": [], "Demo": [] }""")]
    public void Accepts_EmptyOrNullSections_AsNoBoards(string section) => Assert.Empty(Configured.Catalog(section).Boards);

    [Fact]
    public void Accepts_Null_AsTheDefault()
    {
        var withNulls = Configured.Catalog(
            """
            {
              "Sources": {
                "a": {
                  "Url": "http://a.test/", "Title": null, "Format": null, "Select": null, "AcceptContentType": null, "Timeout": null, "AttemptTimeout": null, "ConnectTimeout": null, "Attempts": null,
                  "MaxResponseBytes": null, "MaxConcurrency": null, "Coalesce": null, "Required": null, "CircuitBreaker": null
                }
              },
              "Boards": {
                "default": { "Sources": [ "a" ], "Title": null, "Combine": null, "Format": null, "Unit": null, "Deadline": null, "MinimumSources": null }
              }
            }
            """).Find("default")!;
        var withoutKeys = Configured.Catalog(
            """{ "Sources": { "a": { "Url": "http://a.test/" } }, "Boards": { "default": { "Sources": [ "a" ] } } }""").Find("default")!;

        Assert.Equal((withoutKeys.Title, withoutKeys.Combine, withoutKeys.Deadline), (withNulls.Title, withNulls.Combine, withNulls.Deadline));
        Assert.Equal((withoutKeys.Format, withoutKeys.Unit, withoutKeys.MinimumSources), (withNulls.Format, withNulls.Unit, withNulls.MinimumSources));
        var (source, plain) = (withNulls.Sources[0], withoutKeys.Sources[0]);
        Assert.Equal((plain.Title, plain.Timeout, plain.AttemptTimeout), (source.Title, source.Timeout, source.AttemptTimeout));
        Assert.Equal((plain.ConnectTimeout, plain.Attempts, plain.MaxResponseBytes), (source.ConnectTimeout, source.Attempts, source.MaxResponseBytes));
        Assert.Equal(plain.CircuitBreaker.BreakDuration, source.CircuitBreaker.BreakDuration);
    }

    [Fact]
    public void Accepts_EveryKeyOfARelease()
    {
        var board = Configured.Catalog(
            """
            {
              "Sources": {
                "weather": {
                  "Title": "Weather", "Url": "https://api.example.com/weather", "Format": "json", "AcceptContentType": [ "text/html" ], "Select": "/temperature",
                  "Display": { "Format": "0.0", "Unit": "°F", "Scale": 1.8, "Warning": 86, "Critical": "95.5", "LowerIsWorse": false },
                  "Timeout": "00:00:20", "AttemptTimeout": "00:00:04.5",
                  "ConnectTimeout": "00:00:01", "Attempts": 3, "MaxResponseBytes": 4096, "MaxConcurrency": 8, "Coalesce": false, "Required": true,
                  "CircuitBreaker": {
                    "Enabled": false, "FailureRatio": 0.25, "MinimumThroughput": 7, "SamplingDuration": "00:01:00", "BreakDuration": "00:00:02",
                    "MaxBreakDuration": "00:00:20"
                  }
                }
              },
              "Boards": {
                "default": {
                  "Title": "Outside", "Sources": [ "weather" ], "Combine": "Average", "Format": "0.0", "Unit": "°C", "Deadline": "00:00:25",
                  "MinimumSources": 1
                }
              }
            }
            """).Find("default")!;

        Assert.Equal(("Outside", "average", "0.0", "°C"), (board.Title, board.Combine, board.Format, board.Unit));
        Assert.Equal((TimeSpan.FromSeconds(25), 1), (board.Deadline, board.MinimumSources));
        var source = Assert.Single(board.Sources);
        Assert.Equal(("weather", "Weather", true), (source.Name, source.Title, source.IsRequired));
        Assert.Equal("https://api.example.com/weather", source.Url.AbsoluteUri);
        Assert.Equal("21", source.Decoder.Decode("""{ "temperature": 21 }"""u8.ToArray(), new("text/html"))?.GetRawText());
        Assert.Equal(("0.0", "°F", "37.8"), (source.Display.Format, source.Display.Unit, source.Display.InUnit(TestData.Json("21"))?.GetRawText()));
        Assert.Equal(Core.Sources.Level.Warning, source.Display.LevelOf(TestData.Json("53")));
        Assert.Equal(Core.Sources.Level.Critical, source.Display.LevelOf(TestData.Json("53.1")));
        Assert.Equal((20, 4.5, 1), (source.Timeout.TotalSeconds, source.AttemptTimeout?.TotalSeconds, source.ConnectTimeout.TotalSeconds));
        Assert.Equal((3, 4096, 8, false), (source.Attempts, source.MaxResponseBytes, source.MaxConcurrency, source.IsShared));
        var breaker = source.CircuitBreaker;
        Assert.Equal((false, 0.25, 7), (breaker.Enabled, breaker.FailureRatio, breaker.MinimumThroughput));
        Assert.Equal((60, 2, 20), (breaker.SamplingDuration.TotalSeconds, breaker.BreakDuration.TotalSeconds, breaker.MaxBreakDuration.TotalSeconds));
    }

    [Fact]
    public void Accepts_KeysInAnyCase()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AGGREGATOR:SOURCES:weather:URL", "http://a.test/"), new("aggregator:sources:weather:attempts", "4")])
            .Build();

        var source = Assert.Single(Configured.Catalog(configuration).Find("default")!.Sources);

        Assert.Equal(("weather", 4), (source.Name, source.Attempts));
    }

    [Fact]
    public void Accepts_EnvironmentVariables()
    {
        const string Prefix = "OPTIONS_READER_TESTS_";
        (string Key, string Value)[] variables =
        [
            ("Aggregator__Sources__weather__Url", "http://a.test/"),
            ("Aggregator__Sources__weather__CircuitBreaker__MinimumThroughput", "9"),
            ("Aggregator__Boards__default__Sources__0", "weather"),
            ("Aggregator__Boards__default__Combine", "Max"),
        ];
        foreach (var (key, value) in variables)
        {
            Environment.SetEnvironmentVariable(Prefix + key, value);
        }

        var board = Configured.Catalog(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build()).Find("default")!;

        Assert.Equal(("max", 9), (board.Combine, Assert.Single(board.Sources).CircuitBreaker.MinimumThroughput));
    }

    [Fact]
    public void Accepts_TenthSourceOfABoard_AfterTheNinth()
    {
        var names = Enumerable.Range(0, 12).Select(i => $"s{i}").ToList();
        var sources = string.Join(", ", names.Select(name => $$"""  "{{name}}": { "Url": "http://a.test/" } """));
        var order = string.Join(", ", names.Select(name => $"\"{name}\""));

        var board = Configured.Catalog($$"""{ "Sources": { {{sources}} }, "Boards": { "default": { "Sources": [ {{order}} ] } } }""").Find("default")!;

        Assert.Equal(names, board.Sources.Select(source => source.Name));
    }
}
