using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding.Csv;

public sealed class CsvSelectorTests
{
    private const string Cities = "city,price,unit price,a]b\nBern,1.10,7,x\n\"Basel, BS\",2.20,,y\nBern,3,\"say \"\"hi\"\"\",\n";

    [Theory]
    [InlineData("price", "[1.10,2.20,3]")]
    [InlineData("city", """["Bern","Basel, BS","Bern"]""")]
    [InlineData("price[0]", "1.10")]
    [InlineData("price[-1]", "3")]
    [InlineData("price[-3]", "1.10")]
    [InlineData("price[city=Bern]", "1.10")]
    [InlineData("price[city=Basel, BS]", "2.20")]
    [InlineData("price[ city = \"Basel, BS\" ]", null)]
    [InlineData("price[city=\"Basel, BS\"]", "2.20")]
    [InlineData("\"unit price\"[0]", "7")]
    [InlineData("\"unit price\"", """[7,null,"say \"hi\""]""")]
    [InlineData("price[\"unit price\"=7]", "1.10")]
    [InlineData("\"a]b\"[1]", "\"y\"")]
    [InlineData("price[3]", null)]
    [InlineData("price[-4]", null)]
    [InlineData("price[city=Genf]", null)]
    [InlineData("price[nothing=1]", null)]
    [InlineData("\"unit price\"[1]", null)]
    [InlineData("Price", null)]
    [InlineData("/0/price", "1.10")]
    [InlineData("/1/city", "\"Basel, BS\"")]
    [InlineData("$[*].price", "[1.10,2.20,3]")]
    [InlineData("$[?(@.city=='Bern')].price", "[1.10,3]")]
    [InlineData("/1", """{"city":"Basel, BS","price":2.20,"unit price":null,"a]b":"y"}""")]
    public void Select_Selector_IsItsFields(string select, string? expected)
    {
        if (select.Contains("[ ", StringComparison.Ordinal))
        {
            Assert.StartsWith("write a column", Decoded.Remedy(AnswerFormat.Csv, select), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(expected, Decoded.Value(AnswerFormat.Csv, Cities, select));
    }

    [Fact]
    public void Select_ColumnOfOneRow_IsItsField() => Assert.Equal("2", Decoded.Value(AnswerFormat.Csv, "a,b\n1,2\n", "b"));

    [Theory]
    [InlineData("unit price")]
    [InlineData("price[")]
    [InlineData("price[x]")]
    [InlineData("price]")]
    [InlineData("price[0][1]")]
    [InlineData("\"price")]
    [InlineData("[0]")]
    public void Rejects_WhatIsNoColumn(string select) =>
        Assert.StartsWith("write a column, such as price, price[0]", Decoded.Remedy(AnswerFormat.Csv, select), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\tb\n1\t2")]
    [InlineData("a;b\n1;2")]
    [InlineData("a|b\r\n1|2\r\n")]
    [InlineData("a,b\r1,2")]
    [InlineData("sep=;\na;b\n1;2")]
    [InlineData(" a , b \n 1 , 2 \n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"")]
    [InlineData("\uFEFFa,b\n1,2")]
    public void Read_Delimiter_IsFoundOut(string csv) => Assert.Equal("""[{"a":1,"b":2}]""", Decoded.Value(AnswerFormat.Csv, csv));

    [Theory]
    [InlineData("a,a,a\n1,2,3", """[{"a":1,"a 2":2,"a 3":3}]""")]
    [InlineData("a,,b,\n1,2,3,4", """[{"a":1,"2":2,"b":3,"4":4}]""")]
    [InlineData(",1\n1,2", """[{"1 2":1,"1":2}]""")]
    [InlineData("a,a 2,a\n1,2,3", """[{"a":1,"a 2":2,"a 3":3}]""")]
    public void Read_NameTwiceOrEmpty_IsNumbered(string csv, string expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Csv, csv));

    [Theory]
    [InlineData("a,b\n1", """[{"a":1,"b":null}]""")]
    [InlineData("a,b\n", "[]")]
    [InlineData("a,b\n\"1\n2\",x", """[{"a":"1\n2","b":"x"}]""")]
    public void Read_ShortRowsNoRowsAndLinesInQuotes_AreFine(string csv, string expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Csv, csv));

    [Theory]
    [InlineData("a,b\n1,2,3")]
    [InlineData("a,b\n\"1,2")]
    [InlineData("a,b\n\"1\"x,2")]
    [InlineData("a,b\n1\"x,2")]
    [InlineData(" \n ")]
    [InlineData("a,b\n\0,2")]
    public void Read_WhatIsNoTable_Throws(string csv) => Assert.Throws<BadContentException>(() => Decoded.Value(AnswerFormat.Csv, csv));

    [Fact]
    public void Read_MoreFieldsThanATableTakes_IsTooLarge()
    {
        var rows = string.Concat(Enumerable.Repeat("1\n", 99_999));
        Assert.Equal("1", Decoded.Value(AnswerFormat.Csv, $"a\n{rows}", "a[-1]"));
        Assert.Throws<TooLargeException>(() => Decoded.Value(AnswerFormat.Csv, $"a\n{rows}1\n", "a[-1]"));
        Assert.Throws<TooLargeException>(() => Decoded.Value(AnswerFormat.Csv, new string(',', 100_000), "a"));
    }

    [Fact]
    public void Read_LongNameOnEachRow_IsTooLarge() =>
        Assert.Throws<TooLargeException>(() => Decoded.Value(AnswerFormat.Csv, $"{new string('n', 100_000)}\n{string.Concat(Enumerable.Repeat("1\n", 50_000))}"));

    [Fact]
    public void Read_OneNameAHundredThousandTimes_IsNumberedInNoTime()
    {
        var names = string.Join(',', Enumerable.Range(2, 49_999).Select(i => FormattableString.Invariant($"a {i}")).Concat(Enumerable.Repeat("a", 50_000)));
        Assert.Null(Decoded.Value(AnswerFormat.Csv, names, "\"a 100000\""));
    }
}
