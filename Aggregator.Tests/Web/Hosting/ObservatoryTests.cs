using System.Globalization;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

/// <summary>
/// The page's headers by the published rules of Mozilla's HTTP Observatory (https://developer.mozilla.org/observatory/docs/tests_and_scoring), as far as
/// they look at headers. Whether http leads to https is the business of the proxy that speaks TLS.
/// </summary>
public sealed class ObservatoryTests
{
    private const int Start = 100;
    private const int SixMonths = 15_768_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/default")]
    [InlineData("/embed/default")]
    public async Task Score_OfAPageOverHttps_IsAtLeast120(string path)
    {
        await using var app = WebApp.StartInProduction(
            ("Aggregator:Sources:a:Url", "http://127.0.0.1:9/"), ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.1"));
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, "X-Forwarded-Proto: https", "X-Forwarded-Host: board.example.com");
        var head = (await viewer.UntilAsync("\r\n\r\n", Cancel)).Split("\r\n\r\n")[0];
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

        Assert.InRange(Score(headers), 120, int.MaxValue);
    }

    [Fact]
    public void Score_WithoutHeaders_IsWhatTheRulesTakeAway() =>
        Assert.Equal(Start - 25 - 20 - 5 - 20, Score(Array.Empty<string>().ToLookup(name => name, StringComparer.OrdinalIgnoreCase)));

    private static int Score(ILookup<string, string> headers)
    {
        var policy = Directives(headers["Content-Security-Policy"].SingleOrDefault());
        int[] modifiers =
        [
            Policy(policy),
            headers["Set-Cookie"].Any() ? -20 : 0,
            headers["Access-Control-Allow-Origin"].Contains("*", StringComparer.Ordinal) ? -50 : 0,
            TransportSecurity(headers["Strict-Transport-Security"].SingleOrDefault()),
            ReferrerPolicy(headers["Referrer-Policy"].SingleOrDefault()),
            headers["X-Content-Type-Options"].SingleOrDefault() is "nosniff" ? 0 : -5,
            policy.ContainsKey("frame-ancestors") ? 5 : headers["X-Frame-Options"].Any() ? 0 : -20,
            headers["Cross-Origin-Resource-Policy"].SingleOrDefault() is "same-origin" or "same-site" ? 10 : 0,
        ];

        // Whoever has lost points first gets no extra ones.
        var withoutBonus = Start + modifiers.Where(modifier => modifier < 0).Sum();
        return withoutBonus < 90 ? withoutBonus : withoutBonus + modifiers.Where(modifier => modifier > 0).Sum();
    }

    private static int Policy(Dictionary<string, string[]> policy)
    {
        if (policy.Count == 0)
        {
            return -25;
        }

        string[] scripts = policy.GetValueOrDefault("script-src") ?? policy.GetValueOrDefault("default-src") ?? ["*"];
        string[] styles = policy.GetValueOrDefault("style-src") ?? policy.GetValueOrDefault("default-src") ?? ["*"];
        return scripts.Any(source => source is "'unsafe-inline'" or "data:" or "*" or "https:" or "http:") ? -20
            : scripts.Contains("'unsafe-eval'", StringComparer.Ordinal) ? -10
            : styles.Contains("'unsafe-inline'", StringComparer.Ordinal) ? 0
            : policy.GetValueOrDefault("default-src") is ["'none'"] ? 10
            : 5;
    }

    private static int TransportSecurity(string? header)
    {
        var age = header?.Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase));
        return age is null || !int.TryParse(age["max-age=".Length..], CultureInfo.InvariantCulture, out var seconds) ? -20 : seconds < SixMonths ? -10 : 0;
    }

    private static int ReferrerPolicy(string? header) => header switch
    {
        "no-referrer" or "same-origin" or "strict-origin" or "strict-origin-when-cross-origin" => 5,
        null or "no-referrer-when-downgrade" => 0,
        _ => -5,
    };

    private static Dictionary<string, string[]> Directives(string? policy) =>
        (policy ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' '))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.OrdinalIgnoreCase);
}
