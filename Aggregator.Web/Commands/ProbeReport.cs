using System.Globalization;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Web.Presentation;
using Spectre.Console;

namespace Aggregator.Web.Commands;

/// <summary>What the commands print about calls: a line for each, what to do about those that failed, and what there was to select.</summary>
internal static class ProbeReport
{
    private const int LongestText = 60;
    private const int WidthOfAFile = 200;

    private static readonly IAnsiConsole Tables = Create();

    public static void Print(IReadOnlyList<ProbeResult> results)
    {
        var table = Plain("SOURCE", "STATUS", "TIME", "SIZE", "VALUE");
        foreach (var result in results.Select(probe => probe.Result))
        {
            table.AddRow(Cells(
                result.Source.Name,
                result.Reason?.Code() ?? Words.Ok,
                Times.Text(result.Duration),
                Size(result.Bytes),
                ShownValue.Of(result, boardFormat: null) is { } shown ? shown.Text ?? DisplayText.Line(shown.Value) : ""));
        }

        Console.WriteLine();
        Tables.Write(table);
        foreach (var probe in results)
        {
            Explain(probe);
        }

        var failed = results.Count(probe => !probe.Result.IsOk);
        Console.WriteLine();
        Console.WriteLine(failed == 0 ? "Every source has a value." : string.Create(CultureInfo.InvariantCulture, $"{failed} of {results.Count} sources have no value."));
    }

    /// <summary>What there is to select.</summary>
    public static void Print(IReadOnlyList<Place> places)
    {
        var table = Plain("SELECT", "WHAT", "SAMPLE");
        foreach (var place in places)
        {
            table.AddRow(Cells(place.Selector, place.Kind, place.Sample ?? ""));
        }

        Tables.Write(table);
    }

    /// <summary>What a try came to: how the call went, what the answer holds, and what to paste.</summary>
    public static void Print(TriedSource tried, ProbeResult probe)
    {
        var result = probe.Result;
        Console.WriteLine($"{(result.HttpStatus is { } status ? $"Status {status.ToString(CultureInfo.InvariantCulture)}" : "No answer")} in {Times.Text(result.Duration)}{Of(probe)}");
        if (result.Reason is { } reason)
        {
            Console.WriteLine($"{ReasonSentences.WhatHappened(result, reason)} {ReasonSentences.WhatToDo(result, reason)}");
        }

        if (probe.Places.Count > 0)
        {
            Console.WriteLine();
            Print(probe.Places);
        }

        if (result.Value is { } value)
        {
            Console.WriteLine();
            Console.WriteLine($"{(tried.Select is null ? "Without --select the value is" : $"With --select {DisplayText.Plain(tried.Select)} the value is")} {DisplayText.Line(value)}");
        }

        if (result.IsOk || result.Reason is Reason.ValueMissing)
        {
            Console.WriteLine();
            Console.WriteLine("To paste into appsettings.json:");
            Console.WriteLine(tried.ToPaste(result.IsOk && tried.Select is not null ? tried.Select : Best(probe.Places)));
            foreach (var secret in tried.OwnSecrets)
            {
                Console.WriteLine($"A header, or a parameter that is called like a key, may be a secret and does not belong into a file: set it in the environment as Aggregator__Secrets__{secret}, without the %-encoding of an address.");
            }
        }
    }

    /// <summary>The first number, since most boards are about numbers; otherwise the first text.</summary>
    private static string? Best(IReadOnlyList<Place> places) =>
        (places.FirstOrDefault(place => place.Kind is Place.Number) ?? places.FirstOrDefault(place => place.Kind is Place.Text))?.Selector;

    private static string Of(ProbeResult probe) => string.Concat(new[] { probe.ContentType, Size(probe.Result.Bytes) }.Where(part => !string.IsNullOrEmpty(part)).Select(part => $", {DisplayText.Plain(part!)}"));

    private static void Explain(ProbeResult probe)
    {
        var result = probe.Result;
        if (result.Elements?.FirstOrDefault(element => !element.IsOk) is { Reason: { } first } element && result.IsOk)
        {
            Console.WriteLine();
            Console.WriteLine($"{result.Source.Name}: {Sentences.Elements(result)} have a value. {ReasonSentences.WhatHappened(element, first)}");
        }

        if (result.Reason is not { } reason)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"{result.Source.Name}: {ReasonSentences.WhatHappened(result, reason)} {ReasonSentences.WhatToDo(result, reason)}");
        if (reason is Reason.ValueMissing && probe.Places.Count > 0)
        {
            Console.WriteLine("There would have been:");
            Print(probe.Places);
        }
    }

    private static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
    };

    /// <summary>What an API sent is text here, too: nothing of it acts on a terminal, and nothing is taken for markup.</summary>
    private static Text[] Cells(params string[] texts) => [.. texts.Select(text => new Text(DisplayText.Cut(DisplayText.Plain(text), LongestText)))];

    private static Table Plain(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }

        return table;
    }

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }
}
