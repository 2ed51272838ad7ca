using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>
/// The answer to a program that asked for a run. Short ones are written at one go by the code that is made at build time, which MVC's formatter cannot use: its encoder, which leaves letters
/// beyond ASCII as they are, is not the one that this code was made for, though it would write the same with it.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class RunAsJson(AggregateResult run) : ActionResult
{
    /// <summary>In bytes of what the APIs sent. Longer answers leave piece by piece, as fast as they are read.</summary>
    private const long LongestAtOneGo = 64 * 1024;

    private static readonly JsonWriterOptions AsMvcWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = AnswerJsonExtensions.MaxDepth, SkipValidation = true };

    public override Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.Headers["Server-Timing"] = ServerTiming.Of(run);
        response.Headers["Aggregator-Status"] = Words.Of(run.Status);
        var answer = BoardAnswer.From(run);
        if (run.Sources.Sum(source => source.Bytes) > LongestAtOneGo)
        {
            return new ObjectResult(answer) { StatusCode = HttpStatus.Of(run) }.ExecuteResultAsync(context);
        }

        response.StatusCode = HttpStatus.Of(run);
        response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        Write(response.BodyWriter, answer);
        return Task.CompletedTask;
    }

    /// <summary>Writes all of it.</summary>
    public static void Write(IBufferWriter<byte> output, BoardAnswer answer)
    {
        using var json = new Utf8JsonWriter(output, AsMvcWrites);
        JsonSerializer.Serialize(json, answer, AnswerJson.Default.BoardAnswer);
    }
}
