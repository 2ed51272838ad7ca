using System.Security.Cryptography;
using Microsoft.Extensions.Configuration.Json;

namespace Aggregator.Web.Hosting;

/// <summary>A JSON file of the configuration that may be changed while the application runs.</summary>
internal sealed class ConfigurationFile : JsonConfigurationSource
{
    /// <param name="file">The file as the framework would watch it.</param>
    public ConfigurationFile(JsonConfigurationSource file)
    {
        Path = file.Path!;
        FileProvider = file.FileProvider;
        Optional = file.Optional;
    }

    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new Provider(this);
    }

    private string Look()
    {
        var file = FileProvider!.GetFileInfo(Path!);
        if (!file.Exists)
        {
            return "";
        }

        using var stream = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private sealed class Provider : JsonConfigurationProvider, ILastGood
    {
        private readonly LastGood _lastGood;

        public Provider(ConfigurationFile file)
            : base(file) => _lastGood = new(file.Path!, file.Look, Load, OnReload);

        public string? Problem => _lastGood.Problem;

        public override void Load(Stream stream)
        {
            base.Load(stream);

            // A file that was there is missed when it is gone.
            Source.Optional = false;
        }

        protected override void Dispose(bool disposing)
        {
            _lastGood.Dispose();
            base.Dispose(disposing);
        }
    }
}
