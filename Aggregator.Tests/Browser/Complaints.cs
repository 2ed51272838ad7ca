using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>What a browser says to those who build pages, and what a script that should not run asks people.</summary>
internal static class Complaints
{
    /// <summary>Those of a page from now on.</summary>
    public static List<string> CollectComplaints(this IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        return complaints;
    }
}
