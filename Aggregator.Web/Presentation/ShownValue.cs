using System.Text.Json;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>The value of a source as it is shown: what its <see cref="Display"/> makes of a value that is one number; any other is as the API sent it.</summary>
/// <param name="Value">The value, a number in its unit.</param>
/// <param name="Format">How a number is shown.</param>
/// <param name="Unit">What follows it; null for nothing.</param>
/// <param name="Level">How good it is; null where the source says nothing about that.</param>
internal sealed record ShownValue(JsonElement Value, string? Format, string? Unit, Level? Level)
{
    /// <inheritdoc cref="DisplayText.Of"/>
    public string? Text => DisplayText.Of(Value, Format, Unit);

    /// <summary>Null where the source has no value.</summary>
    /// <param name="result">How its call ended.</param>
    /// <param name="boardFormat">How a number is shown where the source does not say.</param>
    public static ShownValue? Of(SourceResult result, string? boardFormat)
    {
        var display = result.Source.Display;
        return (result.Value is { } value && display.IsSet ? NumberText.Find(value) ?? value : result.Value) switch
        {
            null => null,
            { ValueKind: not JsonValueKind.Number } other => new(other, boardFormat, Unit: null, Level: null),
            { } number when display.InUnit(number) is { } inUnit => new(inUnit, display.Format ?? boardFormat, display.Unit, display.LevelOf(number)),

            // Beyond every calculation: as the API sent it, and so not in the unit.
            { } number => new(number, boardFormat, Unit: null, display.LevelOf(number)),
        };
    }
}
