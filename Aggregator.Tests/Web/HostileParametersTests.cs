using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Web;

/// <summary>Whatever a viewer writes as the value of a parameter: the call goes where it always goes, with the headers it always has, or there is none.</summary>
public sealed class HostileParametersTests
{
    /// <summary>As they stand in the query, each as one value.</summary>
    private static readonly string[] Values =
    [
        "..", "%2e%2e", ".", "%2E", "..%2F", "..%2F..%2Fadmin", "..%5C..%5Cadmin", "%252e%252e", "%252e%252e%252f", "..%252F..", "%2F", "%2F%2Fevil.test", "%5C%5Cevil.test",
        "http%3A%2F%2Fevil.test%2F", "%40evil.test", "%3A%40evil.test%2F", "%3Aevil", "evil.test%3A80", "%2F%2F%40evil.test", ";param=1", "..;%2F", "a%2Fb%2Fc", "a%5Cb", "",
        "%20", "+", "a+b", "%2B", "%26admin%3D1", "%26", "%3D", "%3Fadmin=1", "%3F", "%23", "%23fragment", "%25", "%25zz", "%", "%zz", "%25252F",
        "%00", "a%00b", "%0D%0AX-Evil%3A%201", "%0A", "%0D", "%09", "%7F", "%C2%85", "%E2%80%A8", "%E2%80%AEdetrut", "%E2%81%A6x", "%EF%BB%BF", "%ED%A0%80", "%ED%B0%80a", "%C0%AE%C0%AE%C0%AF", "%FF%FE",
        "%EF%BF%BD", "%EF%BF%BF", "%F0%9F%8C%8D", "%D0%B1%D0%B5%D1%80%D0%BD", "%EF%BC%8E%EF%BC%8E%EF%BC%8F", "%E2%88%95", "%27%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%22%20onfocus%3Dalert(1)%20autofocus%20x%3D%22",
        "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "javascript%3Aalert(1)", "%7B%7D", "%7Bquery.city%7D", "%7Bsecret%3Ax%7D", "%7Bsources.login%7D", "%7Bsources.a%2Fb%7D", "%7Bitem%7D", "%7B%7Bconstructor%7D%7D", "%24%7Bx%7D",
        "%5B%3A%3A1%5D", "a,b", "a%7Cb", "%60id%60", "1%27%20OR%20%271%27%3D%271", "*", "%7E", "-",
        .. new[] { 199, 200, 201, 5000 }.Select(length => new string('x', length)),
        string.Concat(Enumerable.Repeat("%2F", 200)),
        string.Concat(Enumerable.Repeat("%F0%9F%8C%8D", 101)),
    ];

    private static readonly string[] Usual = ["Host", "Accept", "User-Agent", "Accept-Encoding"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_HostileValue_IsCalledWithWhereItBelongsOrNotAtAll()
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        using var client = app.CreateClient();
        var (called, refused) = (0, 0);
        foreach (var value in Values)
        {
            var before = server.Requests.Count;
            var (status, json) = await GetAsync(client, app.Address, $"/api/boards/default?text={value}");
            var requests = server.Requests.Skip(before).ToList();
            if (status == HttpStatusCode.BadRequest)
            {
                Assert.Empty(requests);
                refused++;
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, status);
            var used = JsonElement.Parse(json).GetProperty("parameters").GetProperty("text").GetString()!;
            AssertAreAsAlways(requests, server, used);
            called++;
        }

        Assert.True(Values.Length >= 60 && called >= 40 && refused >= 15, $"{called} called, {refused} refused");
    }

    [Fact]
    public async Task Page_HostileValue_IsTextOnThePageAndCalledWithWhereItBelongsOrTheDefault()
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var parser = new HtmlParser();
        using var client = app.CreateClient();
        var plain = await parser.ParseDocumentAsync((await GetAsync(client, app.Address, "/embed/default?stream=off")).Body, Cancel);
        foreach (var value in Values)
        {
            var before = server.Requests.Count;
            var (status, html) = await GetAsync(client, app.Address, $"/embed/default?stream=off&text={value}");

            Assert.Equal(HttpStatusCode.OK, status);
            var page = await parser.ParseDocumentAsync(html, Cancel);
            var shown = page.QuerySelector("input[name=text]")!.GetAttribute("value")!;
            AssertAreAsAlways(server.Requests.Skip(before), server, shown);
            Assert.Equal(
                plain.All.Select(element => element.LocalName).Where(name => name is not ("p" or "rect" or "line")), page.All.Select(element => element.LocalName).Where(name => name is not ("p" or "rect" or "line")));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "autofocus"));
            Assert.All(page.QuerySelectorAll(".alert"), alert => Assert.DoesNotContain(alert.TextContent, c => char.IsControl(c) && c is not '\n'));
        }
    }

    /// <summary>One call to log in, and one with the value, once in the path and once in the query.</summary>
    private static void AssertAreAsAlways(IEnumerable<string> requests, RawServer server, string value)
    {
        Assert.Collection(
            requests,
            login => Assert.StartsWith("GET /login HTTP/1.1\r\n", login, StringComparison.Ordinal),
            items =>
            {
                var lines = items.Split("\r\n");
                var line = lines[0].Split(' ');
                var target = line[1].Split('?');
                var segments = target[0].Split('/');
                var query = target[1].Split('&');
                Assert.Equal(("GET", "HTTP/1.1", 3), (line[0], line[2], line.Length));
                Assert.Equal(("", "items", "Bern", "7", 5), (segments[0], segments[1], segments[2], segments[4], segments.Length));
                Assert.Equal(("lang=en", 2, 2), (query[0], query.Length, target.Length));
                Assert.StartsWith("q=", query[1], StringComparison.Ordinal);
                Assert.Equal((value, value), (Uri.UnescapeDataString(segments[3]), Uri.UnescapeDataString(query[1][2..])));
                Assert.Equal(
                    Usual,
                    lines[1..].TakeWhile(header => header.Length > 0).Select(header => header.Split(':')[0]).OrderBy(name => Array.IndexOf(Usual, name)));
                Assert.Contains($"Host: {server.Url.Authority}", lines);
            });
    }

    /// <summary>Asks with exactly that query: an address would be tidied up otherwise.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(HttpClient client, Uri address, string pathAndQuery)
    {
        var exactly = new Uri($"{address.GetLeftPart(UriPartial.Authority)}{pathAndQuery}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var answer = await client.GetAsync(exactly, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
