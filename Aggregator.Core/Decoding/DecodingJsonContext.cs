using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aggregator.Core.Decoding;

/// <summary>Serialization code made at build time, so that the first answer does not wait for reflection.</summary>
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement?>))]
internal sealed partial class DecodingJsonContext : JsonSerializerContext;
