using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>How a value that is one number is shown, and when it is bad: validated, immutable, compiled from <see cref="DisplayOptions"/>.</summary>
public sealed class Display
{
    private readonly decimal _scale;
    private readonly decimal? _warning;
    private readonly decimal? _critical;
    private readonly int _worse;

    private Display(DisplayOptions options)
    {
        Format = options.Format;
        Unit = string.IsNullOrWhiteSpace(options.Unit) ? null : options.Unit;
        _scale = options.Scale;
        _warning = options.Warning;
        _critical = options.Critical;
        _worse = options.LowerIsWorse ? -1 : 1;
    }

    /// <summary>A .NET numeric format string; empty for the digits as they came, null for the board's.</summary>
    public string? Format { get; }

    /// <summary>What stands behind the number; null for nothing.</summary>
    public string? Unit { get; }

    /// <summary>Whether the source says anything of how its value is shown: then a text that is a number counts as one.</summary>
    public bool IsSet => Format is not null || Unit is not null || _scale != 1 || HasLevels;

    private bool HasLevels => _warning is not null || _critical is not null;

    /// <summary>Compiles options that were validated.</summary>
    internal static Display Compile(DisplayOptions options) => new(options);

    /// <summary>The number in <see cref="Unit"/>; null where it is beyond what can be calculated with.</summary>
    /// <param name="number">A JSON number as the API sent it.</param>
    public JsonElement? InUnit(JsonElement number) => _scale == 1 ? number : Number.Of(number).Times(_scale).ToJson();

    /// <summary>How good the number is; null where the source says nothing about that.</summary>
    /// <param name="number">A JSON number as the API sent it.</param>
    public Level? LevelOf(JsonElement number)
    {
        if (!HasLevels)
        {
            return null;
        }

        var shown = Number.Of(number).Times(_scale);
        return IsAt(shown, _critical) ? Level.Critical
            : IsAt(shown, _warning) ? Level.Warning
            : Level.Ok;
    }

    private bool IsAt(Number shown, decimal? threshold) => threshold is { } limit && shown.CompareTo(limit) * _worse >= 0;
}
