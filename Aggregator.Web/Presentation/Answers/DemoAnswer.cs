namespace Aggregator.Web.Presentation.Answers;

/// <summary>What a demo API answers.</summary>
/// <param name="Value">A number in [0, 1).</param>
public sealed record DemoAnswer(decimal Value);
