namespace Aggregator.Core.Decoding.Xml;

/// <summary>How far an XPath may go through one answer. Each move from node to node is a step, and so is each dozen of characters that it reads.</summary>
internal sealed class XmlSteps
{
    /// <summary>Fifty for each node that an answer may have: enough for paths that search, and done in less than a second.</summary>
    public const int Most = 5_000_000;

    private const int CharactersPerStep = 12;

    /// <summary>How many were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>One move.</summary>
    /// <exception cref="TooLargeException">It was one too many.</exception>
    public void Move() => Take(1);

    /// <summary>The text of a node and of all that is in it.</summary>
    /// <exception cref="TooLargeException">It was one too many.</exception>
    public string Read(XmlPart part)
    {
        Take(1 + part.Size);
        var text = part.Value;
        Take(text.Length / CharactersPerStep);
        return text;
    }

    private void Take(int steps)
    {
        Taken += steps;
        if (Taken > Most)
        {
            throw new TooLargeException();
        }
    }
}
