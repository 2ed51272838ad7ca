using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>
/// The answer to a program that asked for a run, written by the code that is made at build time. MVC's formatter cannot use that: its encoder, which leaves letters beyond ASCII as they are,
/// is not the one that the code was made for, though it writes the same with it.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class RunAsJson(AggregateResult run) : ActionResult
{
    /// <summary>In bytes: no more than that waits at once for a reader who is slower.</summary>
    private const int LargestPiece = 64 * 1024;

    private static readonly JsonWriterOptions AsMvcWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = AnswerJsonExtensions.MaxDepth, SkipValidation = true };

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var json = Scratch.Take();
        Write(json, BoardAnswer.From(run));
        var response = context.HttpContext.Response;
        response.StatusCode = HttpStatus.Of(run);
        response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        response.ContentLength = json.WrittenCount;
        response.Headers["Server-Timing"] = ServerTiming.Of(run);
        response.Headers["Aggregator-Status"] = Words.Of(run.Status);
        for (var from = 0; from < json.WrittenCount; from += LargestPiece)
        {
            response.BodyWriter.Write(json.WrittenSpan[from..Math.Min(from + LargestPiece, json.WrittenCount)]);
            await response.BodyWriter.FlushAsync(context.HttpContext.RequestAborted);
        }

        Scratch.Return(json);
    }

    /// <summary>Writes all of it.</summary>
    public static void Write(IBufferWriter<byte> output, BoardAnswer answer)
    {
        using var json = new Utf8JsonWriter(output, AsMvcWrites);
        JsonSerializer.Serialize(json, answer, AnswerJson.Default.BoardAnswer);
    }
}
