using System.Buffers;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>Which headers a configuration may set, and how (RFC 9110, 5).</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Those that belong to the connection, to the body's length or to the answer's compression, and those that make an answer one that is no value.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Expect", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
        "If-Unmodified-Since", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>What to do about a header whose text the standard does not allow.</summary>
    public const string FormRule = "this header has a form of its own (RFC 9110), and the text does not have it; write it so, or take it out";

    /// <summary>What would be right instead of this name; null where it is right.</summary>
    public static string? WhatWouldBeRight(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters) ? "a header's name is of letters, digits and -; write one such as X-Api-Key"
        : Reserved.Contains(name) ? "the application sets this header itself, or cannot use the answer to it; take it out"
        : !IsOfRequests(name) ? "it belongs to a body, of which a request tells the Content-Type only; take it out"
        : null;

    /// <summary>Whether a request may have the header with that text, by the form that the standard gives it; a text of a body's header is not looked at.</summary>
    public static bool IsHeader(string name, string text)
    {
        if (IsContentType(name))
        {
            return true;
        }

        using var request = new HttpRequestMessage();
        try
        {
            request.Headers.Add(name, text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether the text may be sent as a header's value: visible ASCII, spaces and tabs.</summary>
    public static bool IsValue(string text) => text.All(c => c is '\t' or (>= ' ' and <= '~'));

    private static bool IsOfRequests(string name)
    {
        try
        {
            IsHeader(name, "");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
}
