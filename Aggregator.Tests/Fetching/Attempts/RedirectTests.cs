using System.Net;
using Aggregator.Core.Fetching.Attempts;

namespace Aggregator.Tests.Fetching.Attempts;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("http://a.test/x", "https://a.test/y", true)]
    [InlineData("http://a.test/x", "https://a.test:443/y", true)]
    [InlineData("http://a.test:80/x", "https://A.TEST/y", true)]
    [InlineData("http://a.test:8080/x", "http://a.test:8080/y", true)]
    [InlineData("http://bücher.example/x", "http://xn--bcher-kva.example/y", true)]
    [InlineData("https://a.test/x", "http://a.test/y", false)]
    [InlineData("http://a.test:8080/x", "https://a.test/y", false)]
    [InlineData("http://a.test/x", "https://a.test:8443/y", false)]
    [InlineData("http://a.test/x", "http://a.test:81/y", false)]
    [InlineData("http://a.test/x", "http://b.a.test/y", false)]
    [InlineData("http://a.test/x", "http://a.test.b.test/y", false)]
    [InlineData("http://a.test/x", "http://a.test@b.test/y", false)]
    [InlineData("http://a.test/x", "http://user@a.test/y", false)]
    [InlineData("http://a.test/x", "\\\\b.test\\y", false)]
    [InlineData("http://a.test/x", "///b.test/y", false)]
    public void Follow_Address_IsFollowedOnTheSameHostOnly(string from, string location, bool isFollowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, from);
        using var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute);

        using (var redirect = new Redirect(request))
        {
            Assert.Equal(isFollowed, redirect.Follow(response));
            Assert.Equal(isFollowed ? "/y" : "/x", request.RequestUri!.AbsolutePath);
        }

        Assert.Equal(new Uri(from), request.RequestUri);
    }
}
