namespace Aggregator.Tests.Samples;

/// <summary>The program that docs/combiners.md leads to builds without a warning, and does what it says.</summary>
public sealed class BuyersDiscountTests
{
    private const string Name = "BuyersDiscount";

    [Fact]
    public async Task Sample_SeveralViewers_SeeOneResultEachOnThePageAndInJson()
    {
        await SampleProgram.BuildAsync(Name);
        await using var shop = new RawServer { Rest = connection => Answer.Json(connection.Request.StartsWith("GET /paper ", StringComparison.Ordinal) ? """{"price":100}""" : """{"price":"20"}""")(connection) };
        using var sample = await SampleProgram.StartAsync(Name, [.. Prices(shop, "paper"), .. Prices(shop, "toner"), ("Logging__LogLevel__Microsoft", "Warning"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information")]);

        foreach (var (user, value, text) in new[] { ("ann", "102.00", "102.00"), ("bob", "114.00", "114.00"), ("carl", "120", "120.00") })
        {
            var json = await sample.GetAsync("/api/boards/default", user);
            Assert.Contains($$"""
                "result":{"combine":"buyers-discount","value":{{value}},"text":"{{text}} EUR","reason":null}
                """, json, StringComparison.Ordinal);
            var page = await sample.GetAsync("/?stream=off", user);
            Assert.Contains($"""<span class="label">Result:</span> <span class="value value-short">{text}<span class="unit"> EUR</span></span>""", page, StringComparison.Ordinal);
        }

        Assert.StartsWith("HTTP/1.1 200 OK", await sample.GetAsync("/css/aggregator.css", "ann"), StringComparison.Ordinal);

        // What is wrong with its settings is told as by the application itself, and its combiner is among those there are.
        var (exitCode, output) = await SampleProgram.RunToItsEndAsync(Name, ("Aggregator__Boards__default__Combine", "buyers-discont"));
        Assert.Equal(78, exitCode);
        Assert.StartsWith("BuyersDiscount did not start: 1 error in the configuration.", output, StringComparison.Ordinal);
        Assert.Contains(", buyers-discount.", output, StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Prices(RawServer shop, string what) =>
        [($"Aggregator__Sources__{what}__Url", $"{shop.Url}{what}"), ($"Aggregator__Sources__{what}__Select", "/price")];
}
