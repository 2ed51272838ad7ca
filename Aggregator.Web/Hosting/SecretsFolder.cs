using System.Security.Cryptography;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Aggregator.Web.Hosting;

/// <summary>A folder with a file for each key, as Docker and Kubernetes mount secrets: the file's name is the key, with <c>__</c> for <c>:</c>.</summary>
internal sealed class SecretsFolder(string path) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(path, new PhysicalFileProvider(path));

    internal sealed class Provider : KeyPerFileConfigurationProvider, ILastGood, IDisposable
    {
        private readonly PhysicalFileProvider _files;
        private readonly LastGood _lastGood;

        public Provider(string path, PhysicalFileProvider files)
            : base(new KeyPerFileConfigurationSource { FileProvider = files })
        {
            _files = files;
            _lastGood = new(path, Look, Load, OnReload);
        }

        public string? Problem => _lastGood.Problem;

        void IDisposable.Dispose()
        {
            _lastGood.Dispose();
            _files.Dispose();
            Dispose();
        }

        private string Look() => string.Join('\n', _files.GetDirectoryContents("").Where(file => !file.IsDirectory).OrderBy(file => file.Name, StringComparer.Ordinal).Select(Look));

        private static string Look(IFileInfo file)
        {
            using var stream = file.CreateReadStream();
            return $"{file.Name} {Convert.ToHexStringLower(SHA256.HashData(stream))}";
        }
    }
}
