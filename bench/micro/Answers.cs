using System.Text;

namespace Aggregator.Micro;

/// <summary>What APIs answer: one number, or many items, about 100 KB, in one format and another.</summary>
internal static class Answers
{
    private const int Items = 1500;

    public static byte[] Small { get; } = Encoding.UTF8.GetBytes("""{"value":0.8123,"unit":"CHF"}""");

    public static byte[] Json { get; } = Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', Each(i => $$"""{"name":"item-{{i}}","price":{{i}}.25,"place":"Bern","stock":true}"""))}}]}""");

    public static byte[] Xml { get; } = Encoding.UTF8.GetBytes($"<items>{string.Concat(Each(i => $"<item><name>item-{i}</name><price>{i}.25</price><place>Bern</place></item>"))}</items>");

    public static byte[] Csv { get; } = Encoding.UTF8.GetBytes($"name,price,place,stock,remark\n{string.Concat(Each(i => $"item-{i},{i}.25,Bern,true,nothing else is known of it and nobody asks\n"))}");

    private static IEnumerable<string> Each(Func<int, string> item) => Enumerable.Range(0, Items).Select(item);
}
