using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>Picks the value out of an answer that was parsed; null where the answer has none there.</summary>
/// <typeparam name="TAnswer">What the parsed answer is.</typeparam>
internal delegate JsonElement? Pick<in TAnswer>(TAnswer answer);
