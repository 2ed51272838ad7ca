using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Tests.Web.Presentation;

public sealed class PageQueryTests
{
    [Fact]
    public void Read_Nothing_IsTheBoardAsConfigured()
    {
        var query = Read("");

        Assert.Equal("auto", query.Theme);
        Assert.Null(query.Refresh);
        Assert.Null(query.Source);
        Assert.False(query.IsWhole);
        Assert.Empty(query.Notices);
    }

    [Fact]
    public void Read_Everything_IsTaken()
    {
        var query = Read("?theme=Dark&refresh=30&source=API-B&stream=off&utm_source=mail");

        Assert.Equal("dark", query.Theme);
        Assert.Equal(TimeSpan.FromSeconds(30), query.Refresh);
        Assert.Equal("api-b", query.Source?.Name);
        Assert.True(query.IsWhole);
        Assert.Empty(query.Notices);
    }

    [Theory]
    [InlineData("?theme=blue", "theme=blue is not possible: it is light, dark or auto; auto is shown.")]
    [InlineData("?theme=light&theme=dark", "theme=light,dark is not possible: it is light, dark or auto; auto is shown.")]
    [InlineData("?refresh=soon", "refresh=soon is not possible: it is a number of seconds from 5 to 86400, or off.")]
    [InlineData("?refresh=-5", "refresh=-5 is not possible: it is a number of seconds from 5 to 86400, or off.")]
    [InlineData("?refresh=99999999999", "refresh=99999999999 is not possible: it is a number of seconds from 5 to 86400, or off.")]
    [InlineData("?refresh=2", "refresh=2 is not possible: the page asks again every 5 seconds, and not more often.")]
    [InlineData("?refresh=100000", "refresh=100000 is not possible: the page asks again every 86400 seconds, and not less often.")]
    [InlineData("?source=nope", "source=nope is not possible: this board has no such source; all are shown.")]
    [InlineData("?stream=maybe", "stream=maybe is not possible: it is on or off; the page is streamed.")]
    public void Read_WhatCannotBeHad_IsNamed(string query, string notice) => Assert.Equal([notice], Read(query).Notices);

    [Fact]
    public void Read_LongValue_IsCut() =>
        Assert.Equal($"theme={new string('x', 40)}… is not possible: it is light, dark or auto; auto is shown.", Assert.Single(Read($"?theme={new string('x', 9000)}").Notices));

    [Theory]
    [InlineData("?refresh=2", 5)]
    [InlineData("?refresh=5", 5)]
    [InlineData("?refresh=86400", 86400)]
    [InlineData("?refresh=86401", 86400)]
    [InlineData("?refresh=soon", 60)]
    [InlineData("", 60)]
    public void Read_Refresh_StaysWithinItsLimits(string query, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(query, TimeSpan.FromSeconds(60)).Refresh);

    [Theory]
    [InlineData("?refresh=off")]
    [InlineData("?refresh=0")]
    public void Read_RefreshOff_OverridesTheBoards(string query) => Assert.Null(Read(query, TimeSpan.FromSeconds(60)).Refresh);

    [Fact]
    public void WithRefresh_OtherValues_AreKept() =>
        Assert.Equal("?theme=dark&source=api-a&stream=off&refresh=30", Read("?stream=off&source=api-a&theme=dark&x=y").WithRefresh(TimeSpan.FromSeconds(30)));

    [Fact]
    public void WithRefresh_None_IsOff() => Assert.Equal("?refresh=off", Read("?refresh=30").WithRefresh(null));

    [Theory]
    [InlineData("?theme=dark&refresh=30", "?format=html")]
    [InlineData("?source=api-a", "?format=html&source=api-a")]
    public void ForEvents_Query_NamesTheSourceAlone(string query, string expected) => Assert.Equal(expected, Read(query).ForEvents());

    [Theory]
    [InlineData("", "Bern", "")]
    [InlineData("?city=Bern&text=", "Bern", "")]
    [InlineData("?CITY=Basel&text=a+b%26c&nothing=x", "Basel", "?city=Basel&text=a%20b%26c")]
    [InlineData("?text=a%2Fb", "Bern", "?text=a%2Fb")]
    public void ForAnswers_Parameters_AreThoseThatAreNoDefaults(string query, string city, string expected)
    {
        var read = Read(query + (query.Length == 0 ? "?" : "&") + "theme=dark&source=api-a");

        Assert.Equal(expected, read.ForAnswers());
        Assert.Equal(city, read.Parameters.Of(City));
        Assert.Equal($"?theme=dark&source=api-a{expected.Replace('?', '&')}", read.ForFrame());
        Assert.Equal($"?format=html&source=api-a{expected.Replace('?', '&')}", read.ForEvents());
        Assert.Empty(read.Notices);
    }

    [Theory]
    [InlineData("?city=bern", "City=bern is not possible: it is Bern, Basel or Zürich; Bern is shown.")]
    [InlineData("?city=Basel&city=Bern", "City=Basel,Bern is not possible: it is Bern, Basel or Zürich; Bern is shown.")]
    [InlineData("?city=&city=", "City= is not possible: it is Bern, Basel or Zürich; Bern is shown.")]
    [InlineData("?text=%00", "text=\0 is not possible: it has at most 200 characters, no control characters, and no . or .. between slashes; an empty text is shown.")]
    [InlineData("?code=12a", "code=12a is not possible: it matches [0-9]+, and has at most 200 characters; 1 is shown.")]
    public void Read_ParameterThatIsNotAllowed_IsNamedByItsTitle(string query, string notice)
    {
        var read = Read(query);

        Assert.Equal([notice], read.Notices);
        Assert.Empty(read.Parameters.Values);
        Assert.Equal("", read.ForAnswers());
    }

    [Theory]
    [InlineData("?city=", "city", "Bern", "")]
    [InlineData("?code=", "code", "1", "")]
    [InlineData("?text=", "text", "", "")]
    [InlineData("?search=", "search", "all", "")]
    [InlineData("?maybe=", "maybe", "", "?maybe=")]
    [InlineData("?either=", "either", "", "?either=")]
    public void Read_EmptyField_ChoosesNothingUnlessTheRulesNameIt(string query, string name, string value, string link)
    {
        var read = Read(query);

        Assert.Empty(read.Notices);
        Assert.Equal(value, read.Parameters.Of(All.Single(parameter => name.Equals(parameter.Name, StringComparison.Ordinal))));
        Assert.Equal(link, read.ForAnswers());
    }

    private static IReadOnlyList<Parameter> All =>
    [
        City,
        Parameter.Compile("text", new() { Default = "" }),
        Parameter.Compile("code", new() { Default = "1", Pattern = "[0-9]+" }),
        Parameter.Compile("search", new() { Default = "all" }),
        Parameter.Compile("maybe", new() { Default = "1", Pattern = "[0-9]*" }),
        Parameter.Compile("either", new() { Default = "a", Values = { "a", "" } }),
    ];

    private static Parameter City => Parameter.Compile("city", new() { Title = "City", Values = { "Bern", "Basel", "Zürich" } });

    private static PageQuery Read(string query, TimeSpan? refresh = null)
    {
        var board = new Board
        {
            Name = "default",
            Title = "Two APIs",
            Sources = [TestData.Source("api-a"), TestData.Source("api-b")],
            Combine = "sum",
            Deadline = TimeSpan.FromSeconds(10),
            MinimumSources = 1,
            Refresh = refresh,
            Parameters = All,
            Revision = "",
        };
        return PageQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), board);
    }
}
