using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>How a value that is one number is shown, and when it is bad: validated, immutable, compiled from <see cref="DisplayOptions"/>.</summary>
public sealed class Display
{
    private readonly decimal _scale;
    private readonly Thresholds _thresholds;

    private Display(DisplayOptions options)
    {
        Format = options.Format;
        Unit = string.IsNullOrWhiteSpace(options.Unit) ? null : options.Unit;
        _scale = options.Scale;
        _thresholds = new(options.Warning, options.Critical, options.LowerIsWorse);
    }

    /// <summary>A .NET numeric format string; empty for the digits as they came, null for the board's.</summary>
    public string? Format { get; }

    /// <summary>What stands behind the number; null for nothing.</summary>
    public string? Unit { get; }

    /// <summary>Whether the source says anything of how its value is shown: then a text that is a number counts as one.</summary>
    public bool IsSet => Format is not null || Unit is not null || _scale != 1 || _thresholds.AreSet;

    /// <summary>Compiles options that were validated.</summary>
    internal static Display Compile(DisplayOptions options) => new(options);

    /// <summary>The number in <see cref="Unit"/>; null where it is beyond what can be calculated with.</summary>
    /// <param name="number">A JSON number as the API sent it.</param>
    public JsonElement? InUnit(JsonElement number) => _scale == 1 ? number : Number.Of(number).Times(_scale).ToJson();

    /// <summary>How good the number is; null where the source says nothing about that.</summary>
    /// <param name="number">A JSON number as the API sent it.</param>
    public Level? LevelOf(JsonElement number) => _thresholds.LevelOf(Number.Of(number).Times(_scale));
}
