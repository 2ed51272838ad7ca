using System.Net;
using Aggregator.Core.Configuration.Reading;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What a source's address must be.</summary>
internal static class SourceUrl
{
    private const string Example = "https://api.example.com/price";

    private static readonly Uri Application = new("http://localhost");

    /// <summary>What would be right instead of this address; null where it is right.</summary>
    /// <param name="url">The address as written.</param>
    /// <param name="hasDemo">Whether this application's demo APIs answer.</param>
    public static string? WhatWouldBeRight(string url, bool hasDemo)
    {
        if (SecretReferences.In(Authority(url)).Any() || Reference.In(Authority(url)).Any())
        {
            return "secrets, parameters and parts of answers may stand in the path and in the query only; write the host as it is";
        }

        if (IsHostOpen(url))
        {
            return "what fills a place could be taken for the host; write the scheme, // and the host before it";
        }

        url = Reference.Mask(SecretReferences.Mask(url));
        if (url.AsSpan().ContainsAny('{', '}'))
        {
            return "write {secret:name}, {query.parameter} or {sources.name/selector}, or encode { as %7B and } as %7D";
        }

        if (IsOfThisApplication(url))
        {
            return !hasDemo
                ? "an address without a host is this application's own demo API, which is off; write the whole address, "
                    + $"such as {Example}, or set Aggregator:Demo:Enabled to true"
                : IsBelowDemo(url) ? null
                : "the only addresses of this application that a source may call begin with /demo/; write the whole address of any other API";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return $"write an absolute http or https address, such as {Example}";
        }

        if (IPAddress.TryParse(uri.Host, out var address) && BlockedAddresses.Contains(address))
        {
            return "a link-local, metadata or unspecified address is never called; write the API's own address";
        }

        return uri.UserInfo.Length > 0 ? "an address may hold no user name and no password; take them out" : null;
    }

    /// <summary>The same for an address that is not this application's own.</summary>
    /// <param name="url">The address as written.</param>
    /// <param name="example">What a right one looks like.</param>
    public static string? WhatWouldBeRight(string url, string example) =>
        IsOfThisApplication(url) ? $"write the whole address, such as {example}" : WhatWouldBeRight(url, hasDemo: false)?.Replace(Example, example, StringComparison.Ordinal);

    /// <summary>The address as a message may show it: what stands before an @ may be a password, and the query may hold a key.</summary>
    public static string WithoutSecrets(string url)
    {
        // The last one of all: a password that nobody encoded may hold a ? or a #, and then the rest of the address reads as something else.
        var at = url.LastIndexOf('@');
        var start = url.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        var shown = at < start ? url : $"{url[..start]}…{url[at..]}";
        return shown.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? $"{shown[..query]}?…" : shown;
    }

    /// <summary>Scheme, host and port.</summary>
    private static string Authority(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = start < 2 ? 0 : url.AsSpan(start).IndexOfAny("/?#") is >= 0 and var length ? start + length : url.Length;
        return url[..end];
    }

    /// <summary>Whether another text in the places leads to another host: addresses have more forms than one, <c>http:\\host</c> among them.</summary>
    private static bool IsHostOpen(string url) =>
        Uri.TryCreate(Reference.Mask(SecretReferences.Mask(url)), UriKind.Absolute, out var one)
        && Uri.TryCreate(Reference.Mask(SecretReferences.Mask(url), "other"), UriKind.Absolute, out var other)
        && !string.Equals(one.GetLeftPart(UriPartial.Authority), other.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static bool IsOfThisApplication(string url) => url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal);

    /// <summary>Of the address as it will be called: <c>/demo/../boards/x</c> is not below it.</summary>
    private static bool IsBelowDemo(string url) =>
        Uri.TryCreate(Application, url, out var uri) && uri.AbsolutePath.StartsWith("/demo/", StringComparison.Ordinal);
}
