using System.Net;
using System.Text;

namespace Aggregator.Tests.Web;

/// <summary>Secrets of which each is found again wherever it turns up, and in whatever form.</summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>The secret of that name: of characters that every place but a token takes, and which each place encodes in another way.</summary>
    public string this[string name] => _secrets.TryGetValue(name, out var secret) ? secret : _secrets[name] = $"c4n4ry-{name}-&/{Guid.NewGuid():N}";

    /// <summary>A secret that somebody else has made.</summary>
    public void Add(string name, string secret) => _secrets[name] = secret;

    /// <summary>None of the secrets is in the text.</summary>
    /// <param name="where">What it is.</param>
    /// <param name="text">The text.</param>
    public void AssertAbsent(string where, string? text)
    {
        foreach (var (name, secret) in _secrets)
        {
            foreach (var form in Forms(secret))
            {
                Assert.False((text ?? "").Contains(form, StringComparison.OrdinalIgnoreCase), $"{where} holds the secret {name} as {form}:\n{text}");
            }
        }
    }

    /// <summary>Which of the secrets are not in the text, in any form.</summary>
    public IReadOnlyList<string> Missing(string text) =>
        [.. _secrets.Where(secret => !Forms(secret.Value).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase))).Select(secret => secret.Key)];

    private static IEnumerable<string> Forms(string secret)
    {
        // What makes it its own survives every encoding but Base64, which may begin at three places.
        yield return secret[^32..];
        foreach (var before in new[] { "", "x", "xx" })
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret[^32..]));

            // The first and the last characters hold bits of what stands beside.
            yield return text[4..^4];
        }

        yield return WebUtility.UrlEncode(secret);
    }
}
