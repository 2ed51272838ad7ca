namespace Aggregator.Core.Decoding;

/// <summary>A place in an answer at which there is something to select.</summary>
/// <param name="Selector">The selector that picks it.</param>
/// <param name="Kind">What is there: <see cref="Number"/>, <see cref="Text"/>, <c>true or false</c>, <c>null</c>, <c>object</c>, or <c>list of</c> so many.</param>
/// <param name="Sample">What is there, as JSON; null for objects and lists.</param>
public sealed record Place(string Selector, string Kind, string? Sample)
{
    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary>A text.</summary>
    public const string Text = "text";
}
