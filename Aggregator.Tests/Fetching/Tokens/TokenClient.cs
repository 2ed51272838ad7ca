using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>A source that needs a token for its calls.</summary>
internal static class TokenClient
{
    public static Source Of(Uri url, Uri tokenUrl, TimeSpan? timeout = null, Action<SourceOptions>? configure = null) => FetcherHost.Source(url, options =>
    {
        options.Timeout = timeout ?? options.Timeout;
        options.Coalesce = false;
        options.Auth.Type = AuthType.ClientCredentials;
        (options.Auth.TokenUrl, options.Auth.ClientId, options.Auth.ClientSecret) = (tokenUrl.OriginalString, "board", "s3cret");
        configure?.Invoke(options);
    });

    /// <summary>One of which only the credentials count.</summary>
    public static Source Of(string tokenUrl, Action<AuthOptions>? change = null) => TestData.Source(configure: options =>
    {
        options.Auth.Type = AuthType.ClientCredentials;
        (options.Auth.TokenUrl, options.Auth.ClientId, options.Auth.ClientSecret) = (tokenUrl, "board", "a");
        change?.Invoke(options.Auth);
    });

    /// <summary>That the source was not called, for want of a token, and that people are told where to look.</summary>
    public static void AssertNoToken(Reason reason, int? status, SourceResult result)
    {
        Expect.Failed(reason, status, 0, result);
        Assert.True(result.HasNoToken);
        Assert.StartsWith("The token endpoint gave no access token. ", ReasonSentences.WhatHappened(result, reason), StringComparison.Ordinal);
        Assert.Contains("Auth:TokenUrl", ReasonSentences.WhatToDo(result, reason), StringComparison.Ordinal);
    }
}
