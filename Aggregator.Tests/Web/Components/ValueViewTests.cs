using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Aggregator.Web.Presentation;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class ValueViewTests : ComponentContext
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("\"some text\"", "some text")]
    [InlineData("\"\"", "empty text")]
    [InlineData("12345678901234567890.10", "12345678901234567890.10")]
    [InlineData("1e400", "1e400")]
    [InlineData("{}", "empty object")]
    [InlineData("[]", "empty list")]
    public void ValueView_OnePiece_IsShownAsItIs(string json, string expected) => Assert.Equal(expected, Text(View(json).Find(".value")));

    [Theory]
    [InlineData("0.125", "0.00", null, "0.13")]
    [InlineData("1e30", "0.0E+0", null, "1.0E+30")]
    [InlineData("1e400", "0.00", null, "1e400")]
    [InlineData("1234.5", "N0", "EUR", "1,235 EUR")]
    [InlineData("7", null, "%", "7 %")]
    public void ValueView_Number_IsInTheBoardsFormatWithItsUnit(string json, string? format, string? unit, string expected)
    {
        var view = Render<ValueView>(parameters => parameters.Add(c => c.Value, TestData.Json(json)).Add(c => c.Format, format).Add(c => c.Unit, unit));
        Assert.Equal(expected, Text(view.Find(".value")));
    }

    [Fact]
    public void ValueView_Object_NamesItsParts()
    {
        var view = View("""{"b":1.50,"a":["ü",{"c":null}],"d":"text"}""");
        Assert.Equal(["b", "a", "d"], view.FindAll("dl dt").Select(Text));
        Assert.Equal(["1.50", """["ü",{"c":null}]""", "text"], view.FindAll("dl dd").Select(Text));
        Assert.Empty(view.FindAll("p"));
    }

    [Fact]
    public void ValueView_List_IsAList() => Assert.Equal(["1.0", "two", "true", "{\"a\":1}"], View("""[1.0,"two",true,{"a":1}]""").FindAll("ul li").Select(Text));

    [Fact]
    public void ValueView_SomethingIsMissing_SaysSoInItsPlace()
    {
        Assert.Equal(["1", "no value", "3"], View("[1,null,3]").FindAll("ul li").Select(Text));
        Assert.Equal(["no value", "no value"], View("[null,null]").FindAll("ul li").Select(Text));
        Assert.Equal(["no value"], View("""{"a":null}""").FindAll("dl dd").Select(Text));
        Assert.Equal(["no value", "1", "x"], View("""[null,{"a":1,"b":"x"}]""").FindAll("table tbody td").Select(Text));
        Assert.Equal("2", View("""[null,{"a":1,"b":"x"}]""").Find("table tbody td").GetAttribute("colspan"));
        Assert.Equal("2 of 4, 3 of 4 columns", Text(View("""[null,{"a":1,"b":2,"c":3,"d":4},null,null]""").Find("p")));
    }

    [Fact]
    public void ValueView_ListOfObjectsThatAreAlike_IsATable()
    {
        var view = View("""[{"a":1,"b":"x"},{"b":"y","a":2}]""");
        Assert.Equal(["a", "b"], view.FindAll("table thead th").Select(Text));
        Assert.Equal(["1", "x", "2", "y"], view.FindAll("table tbody td").Select(Text));
    }

    [Fact]
    public void ValueView_Feed_IsATableWithItsTitlesFirstAndNoLinks()
    {
        var view = View("""[{"title":"One","link":"https://a.test/1","published":"2026-11-22T08:00:00Z","id":"1"},{"title":"Two","link":"https://a.test/2","published":"2026-11-21T08:00:00Z","id":"2"}]""");
        Assert.Equal(["title", "link", "published"], view.FindAll("table thead th").Select(Text));
        Assert.Equal("One", Text(view.Find("table tbody td")));
        Assert.Empty(view.FindAll("a"));
    }

    [Theory]
    [InlineData("""[{"a":1},{"b":1}]""")]
    [InlineData("""[{"a":1},1]""")]
    [InlineData("""[{"a":1}]""")]
    public void ValueView_ListOfObjectsThatDiffer_IsAList(string json) => Assert.Empty(View(json).FindAll("table"));

    [Theory]
    [InlineData("[1,2,3,4]", "li", 4, null)]
    [InlineData("[1,2,3,4,5]", "li", 3, "3 of 5")]
    [InlineData("""{"a":1,"b":2,"c":3,"d":4}""", "dt", 4, null)]
    [InlineData("""{"a":1,"b":2,"c":3,"d":4,"e":5}""", "dt", 3, "3 of 5")]
    [InlineData("""[{"a":1},{"a":1},{"a":1}]""", "tbody tr", 3, null)]
    [InlineData("""[{"a":1},{"a":1},{"a":1},{"a":1}]""", "tbody tr", 2, "2 of 4")]
    [InlineData("""[{"a":1,"b":1,"c":1,"d":1},{"a":1,"b":1,"c":1,"d":1}]""", "tbody tr", 2, "3 of 4 columns")]
    [InlineData("""[{"a":1,"b":1,"c":1,"d":1},{"a":1,"b":1,"c":1},{"a":1,"b":1,"c":1}]""", "tbody tr", 2, "2 of 3, 3 of 4 columns")]
    public void ValueView_MoreThanFits_IsShortenedAndSaysSo(string json, string selector, int shown, string? howMuch)
    {
        var view = View(json);
        Assert.Equal(shown, view.FindAll(selector).Count);
        Assert.Equal(howMuch, view.FindAll("p").Select(Text).SingleOrDefault());
    }

    [Fact]
    public void ValueView_LongText_IsCutBetweenCharacters()
    {
        var text = Text(View($"\"{string.Concat(Enumerable.Repeat("😀", 500))}\"").Find(".value"));
        Assert.EndsWith("😀…", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 200, 240);
    }

    [Theory]
    [InlineData("\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\"")]
    [InlineData("{\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\":{\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\":1}}")]
    [InlineData("[\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\",[\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\"]]")]
    [InlineData("[{\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\":1},{\"one\\r\\ntwo\\u001b[31m\\u202Ered\\u200B\":1}]")]
    public void Values_CharactersThatAct_AreShownAsReplacementInEveryForm(string json)
    {
        const string Shown = "one\uFFFD\uFFFDtwo\uFFFD[31m\uFFFDred\uFFFD";
        var value = TestData.Json(json);
        Assert.Contains(Shown, View(json).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(View(json).Markup, c => c is '\u001B' or '\u202E' or '\u200B');
        Assert.DoesNotContain(DisplayText.Whole(value, null) ?? "", c => c is '\u001B' or '\u202E' or '\u200B' or '\r');
        Assert.Contains(Shown, DisplayText.Whole(value, null) ?? Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"n":12345678901234567890.10,"e":1e400,"t":"a\"b\\c ü 😀"}""", """{ "n": 12345678901234567890.10, "e": 1e400, "t": "a\"b\\c ü 😀" }""")]
    [InlineData("[[],{}]", "[ [], {} ]")]
    public void Whole_ObjectOrList_IsItsJsonWithItsOwnDigits(string json, string expected) =>
        Assert.Equal(expected, string.Join(' ', DisplayText.Whole(TestData.Json(json), "0.0")!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("12", "0.0")]
    [InlineData("\"text\"", null)]
    public void Whole_ValueThatIsNotShortened_IsNotRepeated(string json, string? format) => Assert.Null(DisplayText.Whole(TestData.Json(json), format));

    [Fact]
    public void Whole_EndlessValue_IsCut()
    {
        var list = DisplayText.Whole(TestData.Json($"[{string.Join(',', Enumerable.Range(0, 100_000))}]"), null);
        Assert.Equal(20_000, list?.Length);
        Assert.EndsWith("…", list, StringComparison.Ordinal);
        Assert.Equal("The rest is in this board's JSON.", Render<WholeValue>(parameters => parameters.Add(c => c.Text, list!)).Find("p").TextContent);
    }

    private IRenderedComponent<ValueView> View(string json) => Render<ValueView>(parameters => parameters.Add(c => c.Value, TestData.Json(json)));
}
