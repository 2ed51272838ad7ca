using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aggregator.Core.Combining;

/// <summary>Serialization code made at build time, so that the first result does not wait for reflection.</summary>
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class CombiningJsonContext : JsonSerializerContext;
