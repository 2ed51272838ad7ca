namespace Aggregator.Core.Configuration;

/// <summary>The keys that are read at the start only: where the application listens and whom it lets in is not changed under its viewers.</summary>
internal static class StartKeys
{
    private static readonly (string Key, Func<AggregatorOptions, object?> Read)[] All =
    [
        (Key(nameof(AggregatorOptions.Access), nameof(AccessOptions.Mode)), options => options.Access.Mode),
        (Key(nameof(AggregatorOptions.Access), nameof(AccessOptions.UserHeader)), options => options.Access.UserHeader),
        (Key(nameof(AggregatorOptions.Access), nameof(AccessOptions.GroupsHeader)), options => options.Access.GroupsHeader),
        (Key(nameof(AggregatorOptions.Demo), nameof(DemoOptions.Enabled)), options => options.Demo.Enabled),
        .. typeof(HostingOptions).GetProperties().Select(property =>
            (Key(nameof(AggregatorOptions.Hosting), property.Name), (Func<AggregatorOptions, object?>)(options => Comparable(property.GetValue(options.Hosting))))),
    ];

    /// <summary>Those that another configuration would have otherwise.</summary>
    public static IReadOnlyList<string> ChangedBetween(AggregatorOptions running, AggregatorOptions next) =>
        [.. All.Where(key => !Equals(key.Read(running), key.Read(next))).Select(key => key.Key)];

    private static object? Comparable(object? value) => value is List<string> list ? string.Join('\n', list) : value;

    private static string Key(string section, string key) => $"{AggregatorOptions.SectionName}:{section}:{key}";
}
