using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for the places that the application is shown in.</summary>
internal sealed partial class HostingOptionsValidator : IValidateOptions<AggregatorOptions>
{
    private const string Embedding = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Embedding)}";
    private const string Hosting = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Hosting)}";

    private static readonly TimeSpan LongestDrainDelay = TimeSpan.FromSeconds(60);

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        List<string> errors =
        [
            .. options.Embedding.AllowedAncestors.Index().Where(ancestor => !Origin().IsMatch(ancestor.Item)).Select(ancestor => ConfigurationError.Invalid(
                $"{Embedding}:{nameof(EmbeddingOptions.AllowedAncestors)}:{ancestor.Index}",
                ancestor.Item,
                "write an origin: scheme, host and, unless it is the usual one, port, without a path, such as https://portal.example.com or https://*.example.com:8443")),
            .. options.Embedding.AllowedOrigins.Index().Where(origin => !Origin().IsMatch(origin.Item) || origin.Item.Contains('*', StringComparison.Ordinal)).Select(origin => ConfigurationError.Invalid(
                $"{Embedding}:{nameof(EmbeddingOptions.AllowedOrigins)}:{origin.Index}",
                origin.Item,
                "write one origin: scheme, host and, unless it is the usual one, port, without a path and without *, such as https://portal.example.com")),
            .. options.Hosting.TrustedProxies.Index().Where(proxy => !IsAddressOrNetwork(proxy.Item)).Select(proxy => ConfigurationError.Invalid(
                $"{Hosting}:{nameof(HostingOptions.TrustedProxies)}:{proxy.Index}", proxy.Item, "write an address or a network, such as 10.0.0.5 or 10.0.0.0/8")),
        ];

        if (!string.IsNullOrEmpty(options.Hosting.PathBase) && !Path().IsMatch(options.Hosting.PathBase))
        {
            errors.Add(ConfigurationError.Invalid(
                $"{Hosting}:{nameof(HostingOptions.PathBase)}", options.Hosting.PathBase, "write a path that begins with / and does not end with one, such as /apps/board"));
        }

        if (!string.IsNullOrEmpty(options.Hosting.SecretsFolder) && !System.IO.Path.IsPathFullyQualified(options.Hosting.SecretsFolder))
        {
            errors.Add(ConfigurationError.Invalid($"{Hosting}:{nameof(HostingOptions.SecretsFolder)}", options.Hosting.SecretsFolder, "write an absolute path, such as /run/secrets"));
        }

        ValidateLimits(options.Hosting, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void ValidateLimits(HostingOptions hosting, List<string> errors)
    {
        if (hosting.MaxRuns < 1)
        {
            errors.Add(ConfigurationError.Invalid($"{Hosting}:{nameof(hosting.MaxRuns)}", hosting.MaxRuns, "write a number of at least 1"));
        }

        if (hosting.MaxConnections <= hosting.MaxRuns)
        {
            errors.Add(ConfigurationError.Invalid(
                $"{Hosting}:{nameof(hosting.MaxConnections)}", hosting.MaxConnections, $"write a number above {nameof(hosting.MaxRuns)}, which is {hosting.MaxRuns}"));
        }

        if (hosting.DrainDelay < TimeSpan.Zero || hosting.DrainDelay > LongestDrainDelay)
        {
            errors.Add(ConfigurationError.Invalid($"{Hosting}:{nameof(hosting.DrainDelay)}", hosting.DrainDelay, $"write a time from {TimeSpan.Zero} to {LongestDrainDelay}"));
        }
    }

    private static bool IsAddressOrNetwork(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);

    /// <summary>A host-source of the Content-Security-Policy (CSP Level 3, 2.3.1) with a scheme and without a path.</summary>
    [GeneratedRegex(@"^https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Origin();

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Path();
}
