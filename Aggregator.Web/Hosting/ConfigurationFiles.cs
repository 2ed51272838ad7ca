using Aggregator.Core.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>The places of the configuration that may be changed while the application runs. As long as one cannot be read, what it held counts, and that is an error.</summary>
internal sealed class ConfigurationFiles(IConfiguration configuration) : IValidateOptions<AggregatorOptions>
{
    private const string SecretsFolderKey = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Hosting)}:{nameof(HostingOptions.SecretsFolder)}";

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        List<ILastGood> places = [.. ((configuration as IConfigurationRoot)?.Providers ?? []).OfType<ILastGood>()];
        List<string> errors = [.. places.Select(place => place.Problem).OfType<string>()];
        if (!places.OfType<SecretsFolder.Provider>().Any() && options.Hosting.SecretsFolder is { } folder && Path.IsPathFullyQualified(folder) && !Directory.Exists(folder))
        {
            errors.Add($"{SecretsFolderKey} is '{folder}': there is no such folder; mount or make it, or take the key out.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Has the files that would be loaded again when they change loaded in our way, and adds the folder with a file for each key.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is JsonConfigurationSource { ReloadOnChange: true } file)
            {
                sources[i] = new ConfigurationFile(file);
            }
        }

        // A folder that is none is an error like any other, told with them.
        if (builder.Configuration[SecretsFolderKey] is { } folder && Path.IsPathFullyQualified(folder) && Directory.Exists(folder))
        {
            sources.Add(new SecretsFolder(folder));
        }
    }
}
