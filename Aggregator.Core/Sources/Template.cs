using System.Text;

namespace Aggregator.Core.Sources;

/// <summary>A text with places that are filled for each call. What fills a place is encoded for the text around it, and never looked at for places again.</summary>
/// <param name="parts">The text between the places, each with the place that follows it; none follows the last.</param>
internal sealed class Template(IReadOnlyList<Template.Part> parts)
{
    /// <summary>What must be known for a call; none where the text is the same for all.</summary>
    public IEnumerable<Reference> References => parts.Where(part => part.Reference is not null).Select(part => part.Reference!);

    /// <summary>The text, where it is the same for every call; otherwise null.</summary>
    public string? Fixed { get; } = parts is [{ Reference: null } only] ? only.Literal : null;

    /// <summary>The text of one call.</summary>
    /// <param name="values">What fills each place.</param>
    public string Render(Func<Reference, string> values)
    {
        if (Fixed is not null)
        {
            return Fixed;
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Literal);
            if (part.Reference is { } reference)
            {
                text.Append(part.Encode(values(reference)));
            }
        }

        return text.ToString();
    }

    /// <param name="Literal">The text before the place.</param>
    /// <param name="Reference">What fills the place; null at the end.</param>
    /// <param name="Encode">Makes it fit the text around it.</param>
    internal readonly record struct Part(string Literal, Reference? Reference, Func<string, string> Encode)
    {
        /// <summary>Nothing of the text, which may hold secrets.</summary>
        public override string ToString() => Reference?.ToString() ?? "";
    }
}
