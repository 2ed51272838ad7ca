using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Faults;

/// <summary>Whatever an API does, it costs its own card: each behaviour alone with a healthy source, and all of them on one board.</summary>
public sealed class OneFaultTests(FaultBoards boards) : IClassFixture<FaultBoards>
{
    public static TheoryData<string> Names => [.. FaultServer.Behaviours.Select(behaviour => behaviour.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Get_OneMisbehaves_CostsItsOwnCard(string name)
    {
        var behaviour = Find(name);
        SkipWhereItCannotBeHad(behaviour);

        var json = await boards.AskAsync($"/api/boards/{name}");
        Assert.Equal(HttpStatusCode.OK, json.Status);
        AssertCard(behaviour, SourceOf(json, name));
        AssertHealthy(json);
        AssertLogged(json, behaviour);

        var page = await boards.AskAsync($"/boards/{name}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        AssertCard(behaviour, Parse(page), page.TraceId);
        Assert.Equal(behaviour.Reason is null ? 0 : 1, page.Events.Count);
        AssertSilent(json, page);
    }

    [Fact]
    public async Task Get_EverythingAtOnce_EachCostsItsOwnCardAndNoOther()
    {
        var json = await boards.AskAsync($"/api/boards/{FaultBoards.Everything}");
        var behaviours = FaultServer.Behaviours.Where(behaviour => behaviour != ConnectionBehaviours.Swallowed || boards.Server.CanSwallow).ToList();

        Assert.Equal(HttpStatusCode.OK, json.Status);
        Assert.InRange(json.Json.GetProperty("elapsedMs").GetDouble(), 0, FaultBoards.Deadline.TotalMilliseconds + 5000);
        AssertHealthy(json);
        Assert.Multiple([.. behaviours.Select(behaviour => (Action)(() =>
        {
            AssertCard(behaviour, SourceOf(json, behaviour.Name));
            AssertLogged(json, behaviour);
        }))]);
        AssertSilent(json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?stream=off")]
    public async Task GetPage_EverythingAtOnce_IsWholeAndHasEveryCard(string query)
    {
        var page = await boards.AskAsync($"/boards/{FaultBoards.Everything}{query}");
        var document = Parse(page);
        var behaviours = FaultServer.Behaviours.Where(behaviour => behaviour != ConnectionBehaviours.Swallowed || boards.Server.CanSwallow).ToList();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(FaultServer.Behaviours.Count + FaultBoards.Healthy.Count, document.QuerySelectorAll("article.card").Length);
        Assert.Multiple([.. behaviours.Select(behaviour => (Action)(() => AssertCard(behaviour, document, page.TraceId)))]);
        Assert.NotNull(document.QuerySelector("footer"));
        AssertSilent(page);
    }

    [Fact]
    public async Task GetEvents_EverythingAtOnce_TellsOfEachAndOfTheEnd()
    {
        var events = await boards.AskAsync($"/api/boards/{FaultBoards.Everything}/events");

        Assert.Equal(HttpStatusCode.OK, events.Status);
        Assert.Equal(FaultServer.Behaviours.Count + FaultBoards.Healthy.Count, events.Body.Split("event: source\n").Length - 1);
        Assert.Contains("event: result\n", events.Body, StringComparison.Ordinal);
        AssertSilent(events);
    }

    [Theory]
    [InlineData("huge-number", "1e400")]
    [InlineData("long-number", "12345678901234567890")]
    public async Task Get_NumberThatNoMachineHolds_KeepsItsDigits(string name, string digits)
    {
        var json = await boards.AskAsync($"/api/boards/{name}");
        var page = await boards.AskAsync($"/boards/{name}");

        Assert.Equal(digits, SourceOf(json, name).GetProperty("value").GetRawText());
        Assert.Equal(digits, Card(Parse(page), name).QuerySelector(".value")?.TextContent.Trim());
    }

    [Theory]
    [InlineData("hostile-text")]
    [InlineData("hostile-keys")]
    public async Task Get_HostileText_IsTextAndNothingElse(string name)
    {
        var json = await boards.AskAsync($"/api/boards/{name}");
        var page = await boards.AskAsync($"/boards/{name}");

        Assert.Contains("application/json", json.Headers, StringComparison.Ordinal);
        Assert.Contains("nosniff", json.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain(json.Body, c => char.IsControl(c));
        Assert.Contains("<script>alert(1)</script>", Texts(SourceOf(json, name).GetProperty("value")), StringComparison.Ordinal);

        var document = Parse(page);
        Assert.DoesNotContain(document.Scripts, script => script.TextContent.Length > 0);
        Assert.Empty(document.QuerySelectorAll("[onerror], img"));
        Assert.DoesNotContain("Set-Cookie", json.Headers + page.Headers, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_Redirects_LeadNowhere()
    {
        foreach (var name in FaultServer.Behaviours.Where(behaviour => behaviour.Reason is "redirect-refused").Select(behaviour => behaviour.Name))
        {
            await boards.AskAsync($"/api/boards/{name}");
        }

        Assert.Equal(0, boards.Server.OtherHost.Connections);
    }

    private static Behaviour Find(string name) => FaultServer.Behaviours.Single(behaviour => behaviour.Name.Equals(name, StringComparison.Ordinal));

    private static IDocument Parse(FaultBoards.Answered page) => new HtmlParser().ParseDocument(page.Body);

    private static JsonElement SourceOf(FaultBoards.Answered json, string name) =>
        json.Json.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("name").ValueEquals(name));

    private static string Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Concat(value.EnumerateObject().Select(member => member.Name + Texts(member.Value))),
        JsonValueKind.Array => string.Concat(value.EnumerateArray().Select(Texts)),
        _ => $"{value}",
    };

    private void SkipWhereItCannotBeHad(Behaviour behaviour) =>
        Assert.SkipWhen(behaviour == ConnectionBehaviours.Swallowed && !boards.Server.CanSwallow, FullBacklog.WhyNot);

    /// <summary>The reason, the attempts, and the time: the timeout where nothing else ended the call, otherwise no wait for it.</summary>
    private static void AssertCard(Behaviour behaviour, JsonElement source)
    {
        Assert.Equal((behaviour.Name, behaviour.Reason), (behaviour.Name, source.GetProperty("reason").GetString()));
        Assert.Equal((behaviour.Name, behaviour.Attempts), (behaviour.Name, source.GetProperty("attempts").GetArrayLength()));
        Assert.Equal(behaviour.Reason is null, source.GetProperty("status").GetString() is "ok");
        Assert.Equal(behaviour.Reason is null, source.GetProperty("value").ValueKind is not JsonValueKind.Null);
        var timeout = FaultBoards.ShortTimeout.TotalMilliseconds;
        Assert.InRange(source.GetProperty("durationMs").GetDouble(), behaviour.NeverAnswers ? timeout * 0.9 : 0, timeout * 20);
    }

    private static void AssertCard(Behaviour behaviour, IDocument page, string traceId)
    {
        string?[] details = behaviour.Reason is null ? [] : [behaviour.Reason, traceId];
        var card = Card(page, behaviour.Name);
        Assert.Equal((behaviour.Name, string.Join(' ', details)), (behaviour.Name, string.Join(' ', card.QuerySelectorAll("dd code").Select(code => code.TextContent))));
        Assert.Equal(behaviour.Reason is null, card.QuerySelector(".value, .value-json") is not null);
    }

    private static IElement Card(IDocument page, string name) => page.QuerySelectorAll($"article.card[aria-labelledby='card-{name}']").Single();

    private static void AssertHealthy(FaultBoards.Answered json)
    {
        foreach (var source in json.Json.GetProperty("sources").EnumerateArray().Where(source => FaultBoards.Healthy.Contains(source.GetProperty("name").GetString())))
        {
            Assert.Equal("1", source.GetProperty("value").GetRawText());
            Assert.Equal(1, source.GetProperty("attempts").GetArrayLength());
        }
    }

    /// <summary>One event for a failed call, with the figures of the answer; none for a good one.</summary>
    private static void AssertLogged(FaultBoards.Answered json, Behaviour behaviour)
    {
        var events = json.Events.Where(entry => behaviour.Name.Equals(entry.Values["Source"])).ToList();
        if (behaviour.Reason is null)
        {
            Assert.Empty(events);
            return;
        }

        var source = SourceOf(json, behaviour.Name);
        var logged = Assert.Single(events).Values;
        Assert.Equal(behaviour.Reason, logged["Reason"]);
        Assert.Equal(behaviour.Attempts, logged["Attempts"]);
        Assert.Equal(source.GetProperty("durationMs").GetDouble(), Assert.IsType<double>(logged["ElapsedMs"]), tolerance: 0.1);
        Assert.Equal(Number(source.GetProperty("httpStatus")), $"{logged["Status"]}");
        Assert.Equal(Number(source.GetProperty("bytes")), $"{logged["Bytes"]}");
    }

    private static string Number(JsonElement element) => element.ValueKind is JsonValueKind.Null ? "" : element.GetRawText();

    private void AssertSilent(params FaultBoards.Answered[] answers)
    {
        Assert.All(answers, answer => Assert.DoesNotContain(Behaviour.Words, answer.Headers + answer.Body, StringComparison.OrdinalIgnoreCase));
        boards.AssertLogIsSilent();
    }
}
