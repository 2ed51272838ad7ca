namespace Aggregator.Compare;

/// <summary>How a server is started. <c>{port}</c> stands for the port that it shall listen on.</summary>
/// <param name="Folder">The folder that it starts in.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">What its environment has besides this program's own.</param>
/// <param name="Port">The port; null for a free one.</param>
internal sealed record ServerPlan(string Folder, string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, int? Port = null);
