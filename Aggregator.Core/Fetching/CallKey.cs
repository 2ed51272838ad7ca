using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>What makes two calls the same. Sources are told apart as compiled: after a change of the configuration no call is shared with one from before.</summary>
/// <param name="Source">What is called.</param>
/// <param name="Inputs">What the call is made with; null where every call of the source is the same.</param>
internal readonly record struct CallKey(Source Source, CallInputs? Inputs);
