using System.Text;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;
using Aggregator.Core.Decoding.Xml;

namespace Aggregator.Tests.Decoding.Xml;

/// <summary>Documents and paths that would take more than an answer is worth. What is counted here are steps, not time.</summary>
public sealed class XmlLimitsTests
{
    /// <summary>As many nodes as an answer may have, all of them beside each other.</summary>
    private static readonly XmlTree Wide = Tree($"<a>{string.Concat(Enumerable.Repeat("<b/>", 99_999))}</a>");

    [Theory]
    [InlineData("/a/b[500]")]
    [InlineData("count(//b)")]
    [InlineData("//b[last()]")]
    [InlineData("//b[@x='1' or .='2']")]
    [InlineData("/a/b[following-sibling::b][1]")]
    public void Select_PathsOfEveryDay_StayFarBelowTheSteps(string path)
    {
        var steps = new XmlSteps();
        XPathSelector.Compile(path).Select(Wide, steps);
        Assert.InRange(steps.Taken, 1, XmlSteps.Most / 2);
    }

    [Theory]
    [InlineData("//b[count(preceding-sibling::b) = 7]")]
    [InlineData("//b[../b = 'x']")]
    [InlineData("//b[count(../b) = 3]")]
    [InlineData("//b[//b = 'x']")]
    [InlineData("//b[string-length(/) > 5]")]
    public void Select_PathThatGrowsFasterThanTheAnswer_EndsAtTheSteps(string path)
    {
        var steps = new XmlSteps();
        Assert.Throws<TooLargeException>(() => XPathSelector.Compile(path).Select(Wide, steps));
        Assert.InRange(steps.Taken, XmlSteps.Most, XmlSteps.Most + 200_000);
    }

    [Fact]
    public void Select_LongTextReadAgainAndAgain_EndsAtTheSteps()
    {
        var tree = Tree($"<a><t>{new string('x', 500_000)}</t>{string.Concat(Enumerable.Repeat("<b/>", 50_000))}</a>");
        Assert.Throws<TooLargeException>(() => XPathSelector.Compile("//b[../t = .]").Select(tree, new XmlSteps()));
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(100_000, false)]
    public void Read_Nesting_MayBe32LevelsDeep(int levels, bool isRead)
    {
        var xml = $"{string.Concat(Enumerable.Repeat("<a>", levels))}1{string.Concat(Enumerable.Repeat("</a>", levels))}";
        if (isRead)
        {
            Assert.Equal("1", Decoded.Value(AnswerFormat.Xml, xml, "//a[not(a)]"));
        }
        else
        {
            Assert.Throws<BadContentException>(() => Decoded.Value(AnswerFormat.Xml, xml));
        }
    }

    [Theory]
    [InlineData("<b/>")]
    [InlineData("x<b/>")]
    [InlineData("<b c='1'/>")]
    [InlineData("x<!---->")]
    public void Read_MoreNodesThanAnAnswerTakes_IsTooLarge(string node) =>
        Assert.Throws<TooLargeException>(() => Tree($"<a>{string.Concat(Enumerable.Repeat(node, 100_000))}</a>"));

    [Fact]
    public void Read_ManyNamespacesAndAttributes_AreRead()
    {
        var declarations = string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($" xmlns:n{i}='urn:{i}' a{i}='{i}'")));
        Assert.Equal("19999", Decoded.Value(AnswerFormat.Xml, $"<a{declarations}>{string.Concat(Enumerable.Repeat("<n7:b/>", 20_000))}</a>", "/a/@a19999"));
    }

    private static XmlTree Tree(string xml) => XmlTree.Read(Encoding.UTF8.GetBytes(xml), null);
}
