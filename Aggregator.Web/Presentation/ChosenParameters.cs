using Aggregator.Core.Sources;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Web.Presentation;

/// <summary>What a viewer chose of a board's parameters: <c>?city=Bern</c>. One that is not allowed has its default.</summary>
public sealed class ChosenParameters
{
    private readonly Board _board;
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Parameter Parameter, string Text)> _refused = [];

    private ChosenParameters(Board board) => _board = board;

    /// <summary>What was chosen, by name: only what is allowed.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What was not allowed, with the text as it came.</summary>
    internal IReadOnlyList<(Parameter Parameter, string Text)> Refused => _refused;

    /// <summary>The parts of a query that choose the same; a default is not named, so that it may change.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> Parts => _board.Parameters
        .Where(parameter => !string.Equals(Of(parameter), parameter.Default, StringComparison.Ordinal))
        .Select(parameter => new KeyValuePair<string, string?>(parameter.Name, Of(parameter)));

    /// <summary>Reads the query of a request. Names that the board does not have mean nothing here, nor does a field that was left empty; a name that comes twice has no value that could be allowed.</summary>
    public static ChosenParameters Read(IQueryCollection query, Board board)
    {
        var chosen = new ChosenParameters(board);
        foreach (var parameter in board.Parameters)
        {
            if (query.TryGetValue(parameter.Name, out var texts))
            {
                chosen.Read(parameter, texts);
            }
        }

        return chosen;
    }

    /// <summary>The value of a parameter of the board.</summary>
    public string Of(Parameter parameter) => _values.GetValueOrDefault(parameter.Name, parameter.Default);

    private void Read(Parameter parameter, StringValues texts)
    {
        if (texts is [""] && !parameter.KnowsEmpty)
        {
            return;
        }

        if (texts is [{ } text] && parameter.Allows(text))
        {
            _values[parameter.Name] = text;
        }
        else
        {
            _refused.Add((parameter, texts.ToString()));
        }
    }
}
