using System.Globalization;
using System.Text;

namespace Aggregator.Soak;

/// <summary>The samples as lines over time, one panel above the other, as an SVG image that is legible on light and on dark pages.</summary>
internal sealed class Chart(SoakRun run)
{
    private const int Width = 800;
    private const int Left = 60;
    private const int Right = 20;
    private const int PanelHeight = 170;
    private const int PlotTop = 34;
    private const int PlotHeight = 100;
    private const int MostPoints = 700;

    private static readonly double[] NiceSteps = [1, 2, 2.5, 5, 10];

    private readonly StringBuilder _svg = new();
    private readonly TimeSpan _end = run.Samples[^1].At;

    public override string ToString()
    {
        _svg.Clear();
        var height = PanelHeight * run.Trends.Count + 10;
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="12">""");
        Line($"""<title id="title">Memory, descriptors and threads of the application over {_end.TotalMinutes:0.#} minutes</title>""");
        Line($"""
            <style>
              .ground {Braces("fill: #fff")} text {Braces("fill: #333")} .grid {Braces("stroke: #ddd")} .line {Braces("stroke: #0b5ed7; fill: none; stroke-width: 1.5")} .median {Braces("stroke: #b02a37; stroke-width: 2; stroke-dasharray: 6 4")}
              @media (prefers-color-scheme: dark) {Braces($".ground {Braces("fill: #16191d")} text {Braces("fill: #ddd")} .grid {Braces("stroke: #3a3f45")} .line {Braces("stroke: #6ea8fe")} .median {Braces("stroke: #ea868f")}")}
            </style>
            """);
        Line($"""<rect class="ground" width="{Width}" height="{height}"/>""");
        Func<Sample, double>[] values = [sample => sample.MegaBytes, sample => sample.Descriptors, sample => sample.Threads];
        foreach (var (i, trend) in run.Trends.Index())
        {
            Panel(i * PanelHeight, trend, values[i]);
        }

        Line($"</svg>");
        return _svg.ToString();
    }

    private void Panel(int top, Trend trend, Func<Sample, double> value)
    {
        var step = Step(trend.Highest / 4);
        var highest = Math.Max(step, Math.Ceiling(trend.Highest / step) * step);
        double Y(double at) => top + PlotTop + PlotHeight * (1 - at / highest);

        Line($"""<text x="{Left}" y="{top + 20}" font-weight="bold">{trend.Name}</text>""");
        Line($"""<text x="{Width - Right}" y="{top + 20}" text-anchor="end">medians of the second and the last quarter: {trend.Second:0.#} and {trend.Last:0.#}</text>""");
        for (var at = 0.0; at <= highest; at += step)
        {
            Line($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(at):0.#}" y2="{Y(at):0.#}"/><text x="{Left - 8}" y="{Y(at) + 4:0.#}" text-anchor="end">{at:0.#}</text>""");
        }

        var minutes = Step(_end.TotalMinutes / 8);
        for (var at = 0.0; at <= _end.TotalMinutes; at += minutes)
        {
            Line($"""<text x="{X(TimeSpan.FromMinutes(at)):0.#}" y="{top + PlotTop + PlotHeight + 18}" text-anchor="middle">{at:0.##} min</text>""");
        }

        var every = run.Samples.Count / MostPoints + 1;
        var points = run.Samples.Where((_, i) => i % every == 0).Select(sample => Text($"{X(sample.At):0.#},{Y(value(sample)):0.#}"));
        Line($"""<polyline class="line" points="{string.Join(' ', points)}"/>""");
        Line($"""<line class="median" x1="{X(_end / 4):0.#}" x2="{X(_end / 2):0.#}" y1="{Y(trend.Second):0.#}" y2="{Y(trend.Second):0.#}"/>""");
        Line($"""<line class="median" x1="{X(_end * 0.75):0.#}" x2="{X(_end):0.#}" y1="{Y(trend.Last):0.#}" y2="{Y(trend.Last):0.#}"/>""");
    }

    private double X(TimeSpan at) => Left + (Width - Left - Right) * (at / _end);

    /// <summary>The next number that people like to count in.</summary>
    private static double Step(double least)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return NiceSteps.First(step => step * magnitude >= least) * magnitude;
    }

    private static string Braces(string css) => $"{{ {css} }}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => _svg.Append(Text(text)).Append('\n');
}
