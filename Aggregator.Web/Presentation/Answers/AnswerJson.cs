using System.Text.Json;
using System.Text.Json.Serialization;
using Aggregator.Web.Embedding;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>How answers are written as JSON, by code made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(BoardAnswer))]
[JsonSerializable(typeof(BoardListAnswer))]
[JsonSerializable(typeof(DemoAnswer))]
[JsonSerializable(typeof(OEmbedAnswer))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class AnswerJson : JsonSerializerContext;
