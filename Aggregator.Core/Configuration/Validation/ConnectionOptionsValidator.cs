using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for how each source is reached, and for which answers it takes.</summary>
internal sealed class ConnectionOptionsValidator : SourceValidator
{
    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        if (source.MaxRedirects is < 0 or > SourceOptions.MostRedirects)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(source.MaxRedirects)}", source.MaxRedirects, $"write a number from 0 to {SourceOptions.MostRedirects}"));
        }

        foreach (var (index, status) in source.AcceptStatus.Index().Where(status => !AcceptedStatuses.IsValid(status.Item)))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(source.AcceptStatus)}:{index}", status, AcceptedStatuses.Rule));
        }

        if (source.HttpVersion is not (null or "1.1" or "2" or "2.0"))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(source.HttpVersion)}", source.HttpVersion, "write 1.1 or 2, or leave it out and the API chooses"));
        }

        if (source.Proxy is { } proxy && !ProxyAddress.IsValid(SourceTexts.WithSecrets(proxy, options.Secrets, ProxyAddress.Encode)))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(source.Proxy)}", SourceUrl.WithoutSecrets(proxy), ProxyAddress.Rule));
        }

        if (source.CaCertificate is { } path)
        {
            CertificateFile.Check($"{key}:{nameof(source.CaCertificate)}", path, "a PEM file with the certificates of the authorities", () => CertificateFiles.Authorities(path), errors);
        }
    }
}
