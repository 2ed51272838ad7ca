using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Web;

/// <summary>What viewers choose of a board: it reaches the calls, and what cannot be chosen is called nowhere.</summary>
public sealed class ParametersTests : ParametersContext
{
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

        Assert.Equal(["/items/Z%C3%BCrich/a%20b%2Fc%26d/7?lang=en&q=a%20b%2Fc%26d"], ParameterSettings.Calls(Server));
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

        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(Server));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/badge/default/items.svg")]
    public async Task Get_FieldsLeftEmpty_CallsWithTheDefaults(string path)
    {
        var answer = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=&text=");

        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(Server));
        Assert.DoesNotContain("is not possible", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_ParameterThatIsEmptyWhereItIsNeeded_SaysWhichOne()
    {
        await using var app = WebApp.Start([.. ParameterSettings.Of(Server), ("Aggregator:Boards:default:Parameters:text:Default", "")]);
        using var client = app.CreateClient();

        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/?stream=off", Cancel), Cancel);

        Assert.Equal(["The call needs a value for Search for.", "Choose a value for Search for."], page.QuerySelectorAll("[aria-labelledby=card-items] .card-content p").Select(text => text.TextContent));
        Assert.Empty(ParameterSettings.Calls(Server));
    }

    [Theory]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/api/boards/default/events?source=login")]
    public async Task Get_ProgramsThatChooseWhatIsNotThere_AreToldWhatIsAndNothingIsCalled(string path)
    {
        using var answer = await Client.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}city=Paris&text=a&text=b", Cancel);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("A parameter has a value that is not allowed.", problem.GetProperty("title").GetString());
        Assert.Equal(
            "city: it is Bern, Basel or Zürich. text: it has at most 200 characters, no control characters, and no . or .. between slashes.", problem.GetProperty("detail").GetString());
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Badge_WhatCannotBeChosen_ShowsTheDefault()
    {
        Assert.Contains("7", await GetAsync("/badge/default/items.svg?city=Paris"), StringComparison.Ordinal);

        Assert.Equal(["/items/Bern/all/7?lang=en&q=all"], ParameterSettings.Calls(Server));
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
}
