using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Tests.Web;

/// <summary>What viewers choose of a board: it reaches the calls, the links keep it, and what cannot be chosen is called nowhere.</summary>
public sealed class ParametersTests : IAsyncLifetime
{
    private readonly RawServer _server = new() { Rest = Answer.Json("""{"value":7}""") };
    private WebApp? _app;
    private HttpClient? _client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app = WebApp.Start(ParameterSettings.Of(_server));
        _client = _app.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _app!.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/default")]
    [InlineData("/embed/default")]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/badge/default.svg")]
    [InlineData("/badge/default/items.svg")]
    public async Task Get_AnyWay_CallsWithWhatIsChosen(string path)
    {
        await GetAsync($"{path}?CITY=Z%C3%BCrich&text=a+b%2Fc%26d&other=1");

        Assert.Equal(["/items/Z%C3%BCrich/a%20b%2Fc%26d/7?lang=en&q=a%20b%2Fc%26d"], ParameterSettings.Calls(_server));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/embed/default")]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/badge/default.svg")]
    [InlineData("/badge/default/items.svg")]
    public async Task Get_NothingChosen_CallsWithTheDefaults(string path)
    {
        await GetAsync(path);

        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(_server));
    }

    [Theory]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/api/boards/default/events?source=login")]
    public async Task Get_ProgramsThatChooseWhatIsNotThere_AreToldWhatIsAndNothingIsCalled(string path)
    {
        using var answer = await _client!.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Paris&text=a&text=b", Cancel);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("A parameter has a value that is not allowed.", problem.GetProperty("title").GetString());
        Assert.Equal(
            "city: it is Bern, Basel or Zürich. text: it has at most 200 characters, no control characters, and no . or .. between slashes.", problem.GetProperty("detail").GetString());
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/embed/default")]
    public async Task Get_PeopleWhoChooseWhatIsNotThere_ReadWhatIsAndSeeTheDefault(string path)
    {
        var page = await PageAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Paris");

        Assert.Equal(["City=Paris is not possible: it is Bern, Basel or Zürich; Bern is shown."], page.QuerySelectorAll(".alert").Where(alert => alert.Closest("template") is null).Select(alert => alert.TextContent));
        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(_server));
        Assert.DoesNotContain(Hrefs(page), href => href.Contains("Paris", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Badge_WhatCannotBeChosen_ShowsTheDefault()
    {
        Assert.Contains("7", await GetAsync("/badge/default/items.svg?city=Paris"), StringComparison.Ordinal);

        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(_server));
    }

    [Fact]
    public async Task Json_BoardWithParameters_SaysWhichValuesWereUsed()
    {
        var answer = JsonElement.Parse(await GetAsync("/api/boards/default?city=Basel"));
        var list = JsonElement.Parse(await GetAsync("/api/boards"));

        Assert.Equal("""{"city":"Basel","text":"all"}""", answer.GetProperty("parameters").GetRawText());
        Assert.Equal(
            """[{"name":"city","title":"City","default":"Bern","pattern":null,"values":["Bern","Basel","Zürich"]},{"name":"text","title":"Search for","default":"all","pattern":null,"values":null}]""",
            System.Text.RegularExpressions.Regex.Unescape(list.GetProperty("boards")[0].GetProperty("parameters").GetRawText()));
    }

    [Fact]
    public async Task Events_Result_SaysWhichValuesWereUsed() =>
        Assert.Contains("\"parameters\":{\"city\":\"Basel\",\"text\":\"all\"}", await GetAsync("/api/boards/default/events?city=Basel"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/embed/default")]
    [InlineData("/boards/default/embed")]
    public async Task Page_Links_KeepWhatIsChosenAndNameNoDefault(string path)
    {
        var page = await PageAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Bern&text=a%26b%2B%22c");

        var links = Hrefs(page).Where(href => href.Length > 0 && !href.EndsWith("/boards", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, href =>
        {
            var query = QueryHelpers.ParseQuery(new Uri(_app!.Address, href).Query);

            // A wiki asks for the address of the page, which holds it.
            var chosen = query.TryGetValue("url", out var url) ? QueryHelpers.ParseQuery(new Uri(url.ToString()).Query) : query;
            Assert.Equal("a&b+\"c", chosen["text"].ToString());
            Assert.DoesNotContain("city", chosen.Keys);
        });
    }

    [Theory]
    [InlineData("/", "city text")]
    [InlineData("/?source=items", "city text")]
    [InlineData("/?source=login", "")]
    [InlineData("/?source=news", "text")]
    [InlineData("/boards/default/embed?source=login", "city text")]
    public async Task Page_OneSource_LetsChooseWhatThatOneUsesAndKeepsTheRest(string path, string fields)
    {
        await using var app = WebApp.Start(
        [
            .. ParameterSettings.Of(_server),
            ("Aggregator:Sources:archive:Url", $"{_server.Url}archive/{{query.text}}"), ("Aggregator:Sources:archive:Select", "/value"),
            ("Aggregator:Sources:news:Url", $"{_server.Url}news"), ("Aggregator:Sources:news:Select", "/value"), ("Aggregator:Sources:news:Fallback:Source", "archive"),
            ("Aggregator:Boards:default:Sources:2", "news"),
        ]);
        using var client = app.CreateClient();

        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Basel&text=x", Cancel), Cancel);

        var form = page.QuerySelector<IHtmlFormElement>("form");
        Assert.Equal(fields, string.Join(' ', page.QuerySelectorAll("form label").Where(label => label.GetAttribute("for")!.StartsWith("parameter-", StringComparison.Ordinal)).Select(label => label.GetAttribute("for")!["parameter-".Length..])));
        if (form is not null)
        {
            // Also what is not shown is asked for again.
            Assert.Equal(("Basel", "x"), (Value("city"), Value("text")));
        }

        string? Value(string name) => form.QuerySelector($"[name={name}]") switch
        {
            IHtmlSelectElement select => select.Value,
            IHtmlInputElement input => input.Value,
            _ => null,
        };
    }

    [Fact]
    public async Task OEmbed_AddressWithAChoice_FramesIt()
    {
        var url = Uri.EscapeDataString(new Uri(_app!.Address, "/boards/default?city=Basel&text=a%26b").ToString());
        var frame = (await new HtmlParser().ParseDocumentAsync(JsonElement.Parse(await GetAsync($"/oembed?url={url}")).GetProperty("html").GetString()!, Cancel)).QuerySelector("iframe")!;

        Assert.EndsWith("/embed/default?city=Basel&text=a%26b", frame.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task EmbedPage_Snippets_HoldTheChoice()
    {
        var page = await PageAsync("/boards/default/embed?city=Basel&source=items");

        Assert.Contains("/embed/default?source=items&amp;city=Basel\"", page.QuerySelector("#frame")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/badge/default/items.svg?city=Basel)](", page.QuerySelector("#badge")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Basel", page.QuerySelector<IHtmlSelectElement>("select[name=city]")!.Value);
    }

    [Theory]
    [InlineData("/?theme=dark&city=Basel&source=items&stream=off", "theme=dark&source=items&stream=off&city=Basel&text=all")]
    [InlineData("/embed/default?refresh=30&text=x", "refresh=30&city=Bern&text=x")]
    [InlineData("/", "city=Bern&text=all")]
    public async Task Form_Fields_HoldTheQueryOfThePage(string path, string query)
    {
        var form = (await PageAsync(path)).QuerySelector<IHtmlFormElement>("form")!;

        Assert.Equal("get", form.Method);
        Assert.Equal("?", form.GetAttribute("action"));
        var fields = form.QuerySelectorAll("input:not([disabled]), select");
        Assert.Equal(query, string.Join('&', fields.Select(field => $"{field.GetAttribute("name")}={(field as IHtmlSelectElement)?.Value ?? field.GetAttribute("value")}")));
        Assert.Equal(["City", "Search for"], form.QuerySelectorAll("label").Select(label => label.TextContent));
    }

    [Fact]
    public async Task Form_BoardWithoutParameters_IsNotThere()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();

        Assert.DoesNotContain("<form", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("\"parameters\"", await client.GetStringAsync("/api/boards", Cancel) + await client.GetStringAsync("/api/boards/default", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneSource_ThatNeedsAnother_IsShownWithIt()
    {
        var page = await PageAsync("/embed/default?source=items&stream=off");
        var badge = await GetAsync("/badge/default/items.svg");

        Assert.Equal(["Login", "Items"], page.QuerySelectorAll(".card h2").Select(title => title.TextContent));
        Assert.Equal("Items, after Login", page.QuerySelectorAll(".waterfall tbody th")[1].TextContent.Replace(" ,", ",", StringComparison.Ordinal));
        Assert.Contains("Items: 7", badge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/boards/default?")]
    [InlineData("/?stream=off&")]
    public async Task Get_ViewersWhoChooseDifferently_NeverShareACall(string path)
    {
        var both = new TaskCompletionSource();
        var waiting = 0;
        await using var server = new RawServer
        {
            Rest = async connection =>
            {
                var target = connection.Request.Split(' ')[1];
                if (target.StartsWith("/items/", StringComparison.Ordinal))
                {
                    // Neither is answered before the other one is there: at once they are.
                    if (Interlocked.Increment(ref waiting) == 2)
                    {
                        both.SetResult();
                    }

                    await both.Task.WaitAsync(connection.Stopping);
                }

                await Answer.Json($$"""{"value":"for {{target.Split('/').ElementAtOrDefault(2)}}"}""")(connection);
            },
        };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        using var client = app.CreateClient();

        var answers = await Task.WhenAll(client.GetStringAsync($"{path}city=Bern", Cancel), client.GetStringAsync($"{path}city=Basel", Cancel));

        Assert.Contains("for Bern", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain("for Basel", answers[0], StringComparison.Ordinal);
        Assert.Contains("for Basel", answers[1], StringComparison.Ordinal);
        Assert.DoesNotContain("for Bern", answers[1], StringComparison.Ordinal);
        Assert.Equal(2, ParameterSettings.Calls(server).Count());
    }

    private static IEnumerable<string> Hrefs(IDocument page) => page.QuerySelectorAll("main a[href], link[type='application/json+oembed']")
        .Select(link => link.GetAttribute("href")!)
        .Concat(page.QuerySelectorAll("[data-events]").Select(board => board.GetAttribute("data-events")!))
        .Concat(page.QuerySelectorAll("main iframe, main p > img").Select(shown => shown.GetAttribute("src")!));

    private async Task<string> GetAsync(string path)
    {
        using var answer = await _client!.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<IDocument> PageAsync(string path) => await new HtmlParser().ParseDocumentAsync(await GetAsync(path), Cancel);
}
