using System.Text.Json;
using Aggregator.Core.Fetching;

namespace Aggregator.Core.Combining;

/// <summary>One object of all the sources' objects. The same key twice is an error, because either value might be the wrong one.</summary>
internal sealed class MergeCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Combine(context));

    private static CombinedValue Combine(CombineContext context)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var owners = new Dictionary<string, SourceResult>(StringComparer.Ordinal);
        foreach (var result in context.Answered)
        {
            if (result.Value is not { ValueKind: JsonValueKind.Object } value)
            {
                return CombineProblem.WrongKind("Merge", "objects", result);
            }

            foreach (var member in value.EnumerateObject())
            {
                if (!owners.TryAdd(member.Name, result))
                {
                    return CombineProblem.KeyTwice(owners[member.Name], result);
                }

                members[member.Name] = member.Value;
            }
        }

        return !context.Answered.Any()
            ? CombineProblem.NothingToCombine()
            : CombinedValue.Of(JsonSerializer.SerializeToElement(members, CombiningJsonContext.Default.DictionaryStringJsonElement));
    }
}
