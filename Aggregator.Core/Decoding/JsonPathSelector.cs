using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Aggregator.Core.Decoding;

/// <summary>
/// A JSONPath, as Newtonsoft.Json knows it: <c>$.items[?(@.name=='x')].price</c>. One match is the value, several are a list of values.
/// The path only finds the places; the values come from the answer itself, so that numbers keep their digits.
/// </summary>
internal sealed partial class JsonPathSelector : ValueSelector
{
    /// <summary>
    /// How many values an answer may have for a path that needs the second tree. One takes 300 to 600 bytes there, and an answer of 1 MiB could have
    /// half a million; a whole tree cannot be interrupted either.
    /// </summary>
    public const int MostValues = 100_000;

    /// <summary>The same for a path with a regular expression, which may take its time for each of them.</summary>
    private const int MostValuesToMatch = 5_000;

    // A regular expression must not run away on what an API sends.
    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(10) };

    private readonly string _path;

    private readonly int _mostValues;

    private JsonPathSelector(string path)
    {
        _path = path;
        _mostValues = path.Contains("=~", StringComparison.Ordinal) ? MostValuesToMatch : MostValues;
    }

    public static bool TryParsePath(string text, [NotNullWhen(true)] out ValueSelector? selector, [NotNullWhen(false)] out string? error)
    {
        error = WhatMayRunAway(text);
        if (error is not null)
        {
            selector = null;
            return false;
        }

        try
        {
            _ = new JObject().SelectTokens(text, Settings).FirstOrDefault();
            selector = OnePlace().Match(text) is { Success: true } path ? ToPointer(path) : new JsonPathSelector(text);
            error = null;
            return true;
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or OverflowException)
        {
            selector = null;
            error = $"it is no JSONPath ({e.Message.TrimEnd('.')}); write one such as $.items[0].price";
            return false;
        }
    }

    public override JsonElement? Select(JsonElement answer)
    {
        var places = Places(answer);
        return places.Count <= 1
            ? places.Cast<JsonElement?>().SingleOrDefault()
            : IsLargerThan(answer, places) ? throw new TooLargeException()
            : JsonSerializer.SerializeToElement(places, DecodingJsonContext.Default.ListJsonElement);
    }

    /// <summary>A path with .. also finds places inside of others: of 30 levels each, the list would hold the answer 30 times.</summary>
    private static bool IsLargerThan(JsonElement answer, List<JsonElement> places) =>
        places.Sum(place => (long)JsonMarshal.GetRawUtf8Value(place).Length) > JsonMarshal.GetRawUtf8Value(answer).Length;

    /// <summary>What makes the work grow faster than the answer: an API could then keep a processor busy for minutes.</summary>
    private static string? WhatMayRunAway(string text)
    {
        if (text.Split("..").Length > 2)
        {
            return "each further .. multiplies the places an answer may have; write .. at most once";
        }

        // $.x or $[…] anywhere but at the start: each element would be compared with the whole answer.
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '$' && (text[i + 1] is '.' or '[') && text[i - 1] is not ('.' or '\'' or '"'))
            {
                return "a filter may look at the element (@) only, not at the whole answer ($)";
            }
        }

        return ManyToMany().IsMatch(text)
            ? "a filter that compares with many places (@ with *, .., : or ,) compares each with each; compare with one place or a value"
            : null;
    }

    /// <summary>A path that names one place, <c>$.data[0].price</c>, is a JSON Pointer in other words, and needs no second tree.</summary>
    private static JsonPointerSelector ToPointer(Match path) => new(
        [.. path.Groups["step"].Captures.Select(step => int.TryParse(step.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new JsonPointerSelector.Token(null, index)
            : new JsonPointerSelector.Token(step.Value, null))]);

    [GeneratedRegex(@"\A\$(\.(?<step>[A-Za-z_]\w*)|\['(?<step>[A-Za-z_][\w .:/-]*)'\]|\[(?<step>[0-9]{1,9})\])+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnePlace();

    /// <summary>An operator whose right side is a path of the element that may find many places.</summary>
    [GeneratedRegex(@"[=<>~]\s*@[^&|)]*([*:,?]|\.\.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ManyToMany();

    private List<JsonElement> Places(JsonElement answer)
    {
        try
        {
            var left = _mostValues;
            return [.. ToToken(answer, ref left).SelectTokens(_path, Settings).Select(place => (JsonElement)place.Annotation<object>()!)];
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException
            or RegexMatchTimeoutException or Newtonsoft.Json.JsonException)
        {
            // A filter met what it cannot compare, or ran away. The exception quotes the answer and must not get to the log.
            throw new JsonException("The JSONPath cannot work with the answer.", e);
        }
    }

    /// <summary>The same tree for Newtonsoft.Json, in which each place remembers the element it stands for.</summary>
    private static JToken ToToken(JsonElement element, ref int left)
    {
        if (left-- == 0)
        {
            throw new TooLargeException();
        }

        JToken token = element.ValueKind switch
        {
            JsonValueKind.Object => ToObject(element, ref left),
            JsonValueKind.Array => ToArray(element, ref left),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(element.GetDouble()),
            JsonValueKind.String => new JValue(element.GetString()),
            JsonValueKind.True => new JValue(true),
            JsonValueKind.False => new JValue(false),
            _ => JValue.CreateNull(),
        };
        token.AddAnnotation(element);
        return token;
    }

    private static JObject ToObject(JsonElement element, ref int left)
    {
        var token = new JObject();
        foreach (var member in element.EnumerateObject())
        {
            token.Add(member.Name, ToToken(member.Value, ref left));
        }

        return token;
    }

    private static JArray ToArray(JsonElement element, ref int left)
    {
        var token = new JArray();
        foreach (var item in element.EnumerateArray())
        {
            token.Add(ToToken(item, ref left));
        }

        return token;
    }
}
