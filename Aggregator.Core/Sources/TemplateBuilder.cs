using System.Text;
using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Core.Sources;

/// <summary>Puts a template together from texts as they were written. Secrets are filled in here, once.</summary>
/// <param name="secrets">The secrets by name; every one that a text names.</param>
internal sealed class TemplateBuilder(IReadOnlyDictionary<string, string> secrets)
{
    private static readonly Func<string, string> AsItIs = text => text;

    private readonly List<Template.Part> _parts = [];
    private readonly StringBuilder _literal = new();

    /// <summary>Adds a text in which there are no places.</summary>
    public TemplateBuilder Literal(string text)
    {
        _literal.Append(text);
        return this;
    }

    /// <summary>Adds a text that was written with what fills its places encoded.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encode">Makes what fills a place fit the text; null where any text fits.</param>
    /// <param name="encodeForeign">The same for what is not the configuration's own; null for no difference.</param>
    public TemplateBuilder Text(string text, Func<string, string>? encode = null, Func<string, string>? encodeForeign = null) =>
        Add(text, literal => SecretReferences.Resolve(literal, secrets, encode), encodeForeign ?? encode ?? AsItIs);

    /// <summary>Adds a text that is encoded itself, together with what fills its places.</summary>
    public TemplateBuilder Encoded(string text, Func<string, string> encode) => Add(text, literal => encode(SecretReferences.Resolve(literal, secrets)), encode);

    public Template Build() => new([.. _parts, new Template.Part(_literal.ToString(), null, AsItIs)]);

    private TemplateBuilder Add(string text, Func<string, string> literal, Func<string, string> encode)
    {
        var end = 0;
        foreach (var place in Reference.PlacesIn(text))
        {
            _literal.Append(literal(text[end..place.Start]));
            _parts.Add(new Template.Part(_literal.ToString(), place.Reference, encode));
            _literal.Clear();
            end = place.End;
        }

        _literal.Append(literal(text[end..]));
        return this;
    }
}
