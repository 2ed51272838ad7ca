using System.Text.Json;
using Aggregator.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Tests.Web;

/// <summary>What viewers choose of a board, on its pages: the form and the links keep it.</summary>
public sealed class ParametersPageTests : ParametersContext
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/embed/default")]
    public async Task Get_PeopleWhoChooseWhatIsNotThere_ReadWhatIsAndSeeTheDefault(string path)
    {
        var page = await PageAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Paris");

        Assert.Equal(["City=Paris is not possible: it is Bern, Basel or Zürich; Bern is shown."], page.QuerySelectorAll(".alert").Where(alert => alert.Closest("template") is null).Select(alert => alert.TextContent));
        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(Server));
        Assert.DoesNotContain(Hrefs(page), href => href.Contains("Paris", StringComparison.Ordinal));
    }

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
            var query = QueryHelpers.ParseQuery(new Uri(App.Address, href).Query);

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
            .. ParameterSettings.Of(Server),
            ("Aggregator:Sources:archive:Url", $"{Server.Url}archive/{{query.text}}"), ("Aggregator:Sources:archive:Select", "/value"),
            ("Aggregator:Sources:news:Url", $"{Server.Url}news"), ("Aggregator:Sources:news:Select", "/value"), ("Aggregator:Sources:news:Fallback:Source", "archive"),
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
        var url = Uri.EscapeDataString(new Uri(App.Address, "/boards/default?city=Basel&text=a%26b").ToString());
        var frame = (await new HtmlParser().ParseDocumentAsync(JsonElement.Parse(await GetAsync($"/oembed?url={url}")).GetProperty("html").GetString()!, Cancel)).QuerySelector("iframe")!;

        Assert.EndsWith("/embed/default?city=Basel&text=a%26b", frame.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
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

    private static IEnumerable<string> Hrefs(IDocument page) => page.QuerySelectorAll("main a[href], link[type='application/json+oembed']")
        .Select(link => link.GetAttribute("href")!)
        .Concat(page.QuerySelectorAll("[data-events]").Select(board => board.GetAttribute("data-events")!))
        .Concat(page.QuerySelectorAll("main iframe, main p > img").Select(shown => shown.GetAttribute("src")!));
}
