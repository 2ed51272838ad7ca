using System.Reflection;
using System.Xml.Linq;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>What the doc comments say about the options, from the file that the compiler makes of them and that is published beside the program.</summary>
internal sealed class OptionsDocumentation
{
    private static readonly string File = $"{typeof(OptionsDocumentation).Assembly.GetName().Name}.xml";

    private readonly Dictionary<string, XElement> _members;

    private OptionsDocumentation(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static OptionsDocumentation Load()
    {
        using var file = System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, File));
        return new(XDocument.Load(file, LoadOptions.PreserveWhitespace));
    }

    public string Of(Type type) => Text($"T:{type.FullName}");

    /// <summary>What the key is, then its default and limits.</summary>
    public string Of(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private string Text(string member) =>
        _members.TryGetValue(member, out var comment)
            ? string.Join(' ', $"{Plain(comment.Element("summary"))} {Plain(comment.Element("value"))}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : "";

    /// <summary>With names in the place of references to them.</summary>
    private static string Plain(XNode? node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => Name(reference.Attributes().First().Value),
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    private static string Name(string reference) => reference[(reference.LastIndexOf('.') + 1)..];
}
