using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class EmbeddingComponentTests : BunitContext
{
    [Fact]
    public void PageFoot_OfThePage_LinksToJsonAndToItsFrame()
    {
        var foot = Foot(isEmbedded: false, "?source=api-a&theme=dark");

        Assert.Equal("0123abcd", foot.Find("code").TextContent);
        Assert.Equal(["This board as JSON", "Embed this board"], foot.FindAll("a").Select(link => link.TextContent));
        Assert.Equal(
            ["/apps/board/api/boards/default", "/apps/board/boards/default/embed?theme=dark&source=api-a"], foot.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.All(foot.FindAll("a"), link => Assert.Equal("_top", link.GetAttribute("target")));
    }

    [Fact]
    public void PageFoot_OfAFrame_LinksToTheFullPageOnly()
    {
        var foot = Foot(isEmbedded: true, "?refresh=30");

        Assert.Equal("0123abcd", foot.Find("code").TextContent);
        var link = Assert.Single(foot.FindAll("a"));
        Assert.Equal("Open full page", link.TextContent);
        Assert.Equal("/apps/board/boards/default?refresh=30", link.GetAttribute("href"));
        Assert.Equal("_top", link.GetAttribute("target"));
        Assert.Equal("noopener", link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData(0, "Configuration 0123abcd")]
    [InlineData(1, "Configuration 0123abcd; a newer one has 1 error and is not in force")]
    [InlineData(2, "Configuration 0123abcd; a newer one has 2 errors and is not in force")]
    public void PageFoot_ANewerConfiguration_SaysHowManyErrorsItHas(int errors, string text) =>
        Assert.Equal(text, Foot(isEmbedded: true, "", errors).Find("span").TextContent);

    [Fact]
    public void Snippet_Text_IsShownAsItIsBesideAHiddenButton()
    {
        var snippet = Render<Snippet>(parameters => parameters.Add(c => c.Id, "frame").Add(c => c.Label, "the frame").Add(c => c.Text, "<iframe src=\"/\">\n"));

        Assert.Equal("<iframe src=\"/\">\n", snippet.Find("code#frame").TextContent);
        Assert.Equal("Copy the frame", snippet.Find("button[data-copy=frame][hidden]").TextContent);
        Assert.Equal("", snippet.Find("[role=status]").TextContent);
    }

    private IRenderedComponent<PageFoot> Foot(bool isEmbedded, string query, int newerErrors = 0)
    {
        var board = TestData.Board(TestData.Source());
        var page = TestData.Page(board, query, isEmbedded) with { NewerErrors = newerErrors };
        return Render<PageFoot>(parameters => parameters.Add(c => c.Page, page).Add(c => c.PathBase, "/apps/board/"));
    }
}
