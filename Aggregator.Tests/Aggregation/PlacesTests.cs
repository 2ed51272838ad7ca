using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Aggregation;

/// <summary>What fills the places of requests: it is never looked at again, changes nothing around it, and tells calls apart.</summary>
public sealed class PlacesTests
{
    private const string Canary = "c4n4ry";

    [Fact]
    public async Task Run_SecretThatLooksLikeAPlace_IsSentAsItIs()
    {
        await using var server = new RawServer(Answer.Json("""{"a":"{secret:two}","b":1}"""), Answer.Json("2"));
        await using var host = new BoardHost($$"""
            {
              "Secrets": { "one": "{query.city}{sources.first}", "two": "{{Canary}}" },
              "Sources": {
                "first": { "Url": "{{server.Url}}", "Select": "/b" },
                "second": { "Url": "{{server.Url}}{secret:one}", "Headers": { "X-One": "{secret:one}", "X-First": "{sources.first/a}" }, "Query": { "city": "{query.city}" } }
              },
              "Boards": { "default": { "Sources": [ "first", "second" ], "Parameters": { "city": { "Default": "{secret:two}" } } } }
            }
            """);

        var result = await host.RunAsync();

        Assert.True(result.Sources[1].IsOk);
        var second = server.Requests[1];
        Assert.StartsWith("GET /%7Bquery.city%7D%7Bsources.first%7D?city=%7Bsecret%3Atwo%7D ", second, StringComparison.Ordinal);
        Assert.Contains("\r\nX-One: {query.city}{sources.first}\r\n", second, StringComparison.Ordinal);
        Assert.Contains("\r\nX-First: {secret:two}\r\n", second, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "a=1&b=<x>\"\n")]
    [InlineData("text/xml", "a=1&amp;b=&lt;x&gt;&quot;\n")]
    [InlineData("application/vnd.x+json", """a=1\u0026b=\u003Cx\u003E\u0022\n""")]
    [InlineData("application/x-www-form-urlencoded", "a%3D1%26b%3D%3Cx%3E%22%0A")]
    public async Task Run_TextBody_EncodesWhatFillsAPlaceForItsSyntax(string type, string sent)
    {
        await using var server = new RawServer(Answer.Json(JsonSerializer.Serialize("a=1&b=<x>\"\n")), Answer.Json("2"));
        await using var host = new BoardHost($$"""
            { "Sources": { "a": { "Url": "{{server.Url}}" }, "b": { "Url": "{{server.Url}}", "Headers": { "Content-Type": "{{type}}" }, "Body": { "Text": "[{sources.a}]" } } } }
            """);

        await host.RunAsync();

        Assert.EndsWith($"\r\n\r\n[{sent}]", server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/{query.x}", ".")]
    [InlineData("a/{query.x}", "..")]
    [InlineData("a/{query.x}", "")]
    [InlineData("a/{query.x}/", ".")]
    [InlineData("{query.x}/b", "")]
    [InlineData("a/.{query.x}/b", ".")]
    [InlineData("a/%2{query.x}%2e/b", "e")]
    public async Task Run_ValueThatLeadsToAnotherPlaceInThePath_CallsNothing(string path, string value)
    {
        await using var server = new RawServer();
        await using var host = new BoardHost($$"""
            { "Sources": { "a": { "Url": "{{server.Url}}{{path}}" } }, "Boards": { "default": { "Sources": [ "a" ], "Parameters": { "x": { "Default": "1" } } } } }
            """);

        var result = await host.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = value });

        Assert.Equal(Reason.DependencyFailed, result.Sources[0].Reason);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("Csv", "text/csv", "name,price\nBern,9\n", "/price", "9")]
    [InlineData("Text", "text/plain", "total: 12 CHF", "/total: ([0-9]+)", "12")]
    [InlineData("Xml", "text/xml", "<a><id>7</id></a>", "/a/id", "7")]
    [InlineData("Auto", "application/json", """{"id":1.50}""", "$.id", "1.50")]
    public async Task Run_PartOfAnAnswer_IsSelectedAsItsFormatSelects(string format, string type, string answer, string selector, string text)
    {
        await using var top = new RawServer(Answer.Body(200, System.Text.Encoding.UTF8.GetBytes(answer), $"Content-Type: {type}"));
        await using var next = new RawServer(Answer.Json("1"));
        await using var host = new BoardHost($$"""
            { "Sources": { "top": { "Url": "{{top.Url}}", "Format": "{{format}}" }, "next": { "Url": "{{next.Url}}{sources.top{{selector}}}" } } }
            """);

        await host.RunAsync();

        Assert.StartsWith($"GET /{text} ", Assert.Single(next.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PathThatIsTooMuchWorkForAnAnswer_CostsTheSourceThatNeedsItAndNoOther()
    {
        await using var top = new RawServer(Answer.Json($$"""{"id":1,"many":[{{string.Join(',', Enumerable.Repeat("0", 100_001))}}]}"""));
        await using var next = new RawServer();
        await using var host = new BoardHost($$"""
            { "Sources": { "top": { "Url": "{{top.Url}}", "Select": "/id" }, "next": { "Url": "{{next.Url}}{sources.top$..id}" } } }
            """);

        var result = await host.RunAsync();

        Assert.Equal("1", result.Sources.Single(source => source.Source.Name is "top").Value?.GetRawText());
        Assert.Equal(Reason.DependencyFailed, result.Sources.Single(source => source.Source.Name is "next").Reason);
    }

    [Fact]
    public void Inputs_AreTheSame_ExactlyWhereEveryTextIs()
    {
        string?[] texts = [null, "", "a", "A", "b", "ab"];
        var source = TestData.Source("a", options =>
        {
            options.Url = "http://127.0.0.1:9/{query.x}/{query.y}";
            options.ForwardHeaders.Add("X-One");
        });
        var all = (from header in texts from x in texts.Skip(1) from y in texts.Skip(1) select (header, x, y)).ToList();

        Assert.All(all, one => Assert.All(all, other =>
            Assert.Equal(one == other, InputsOf(source, one).Equals(InputsOf(source, other)))));
        Assert.All(all, one => Assert.Equal(InputsOf(source, one).GetHashCode(), InputsOf(source, one).GetHashCode()));
        var asItWas = TestData.Source("a", options => options.Url = "http://127.0.0.1:9/{query.x}/{query.y}");
        Assert.NotEqual(InputsOf(source, all[0]), InputsOf(asItWas, all[0]));
    }

    [Fact]
    public void Texts_OfRequestsAndInputs_TellNothing()
    {
        var source = TestData.Source("a", options =>
        {
            options.Url = "http://127.0.0.1:9/{secret:x}/{query.x}";
            options.Headers["X-Key"] = "{secret:x}{sources.login/token}";
            options.Body.Json = "{ \"key\": \"{secret:x}{query.x}\" }";
        }, new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = Canary });
        var inputs = new CallInputs(source, [], [Canary, Canary]);
        var part = new Template.Part(Canary, null, text => text);
        var result = TestData.Ok(source, $"\"{Canary}\"") with { Picks = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["/token"] = TestData.Json($"\"{Canary}\"") } };

        object[] things = [source, source.Request, inputs, new CallKey(source, inputs), part, result, new EndedCall(result, 0), new BadPlaceException()];
        Assert.All(things, thing => Assert.DoesNotContain(Canary, $"{thing}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_SharedCall_GivesEachRunThePartsItNeeds()
    {
        await using var top = new AnswerQueue();
        await using var next = new RawServer { Rest = Answer.Json("1") };
        await using var host = new BoardHost($$"""
            { "Sources": { "top": { "Url": "{{top.Url}}", "Select": "/value/shown" }, "next": { "Url": "{{next.Url}}{sources.top/value/id}", "Coalesce": false } } }
            """);

        // Both have joined when this returns: a call begins within StreamAsync's first step.
        Task<AggregateResult>[] runs = [host.RunAsync(), host.RunAsync()];
        top.Give("""{"shown":1,"id":"x"}""");
        var results = await Task.WhenAll(runs);

        Assert.Single(top.Requests);
        Assert.Equal(2, next.Requests.Count);
        Assert.All(next.Requests, request => Assert.StartsWith("GET /x ", request, StringComparison.Ordinal));
        Assert.All(results, result => Assert.Equal(RunStatus.Complete, result.Status));
    }

    private static CallInputs InputsOf(Source source, (string? Header, string? X, string? Y) texts) => new(source, [texts.Header], [texts.X!, texts.Y!]);
}
