using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aggregator.Core.Sources;

namespace Aggregator.Tests.Sources;

/// <summary>Which sources stay what they are, with all that is known of them, when another configuration comes into force.</summary>
public sealed class UnchangedSourcesTests
{
    [Fact]
    public void Change_OfOneSource_KeepsTheOthersAsTheyAre()
    {
        using var host = ReloadHost.Start(ReloadHost.One);
        var (a, b) = (Find(host, "a"), Find(host, "b"));

        host.Change(ReloadHost.Two);

        Assert.Same(a, Find(host, "a"));
        Assert.NotSame(b, Find(host, "b"));
    }

    [Theory]
    [InlineData("\"http://a.test/\"", "\"http://a.test/\", \"Required\": false")]
    [InlineData("\"http://a.test/\"", "\"http://a.test/\", \"CircuitBreaker\": { \"Enabled\": true }")]
    [InlineData("\"a\"", "\"A\"")]
    public void Change_OfAnyKeyOrOfTheName_MakesItAnotherSource(string part, string changed)
    {
        using var host = ReloadHost.Start(ReloadHost.One);
        var a = Find(host, "a");

        host.Change(ReloadHost.One.Replace(part, changed, StringComparison.Ordinal));

        Assert.NotSame(a, Find(host, "a"));
        Assert.Equal(0, host.Catalog.NewerErrors);
    }

    [Theory]
    [InlineData("\"Auth\": { \"Type\": \"Bearer\", \"Token\": \"first\" }", "\"other\": \"1\"")]
    [InlineData("\"Headers\": { \"X-Key\": \"{secret:key}\" }", "\"key\": \"first\"")]
    [InlineData("\"Url\": \"http://a.test/{ secret : KEY }\"", "\"key\": \"first\"")]
    public void Change_OfASecret_MakesItAnotherSourceOfTheSameRevision(string key, string secret)
    {
        var url = key.Contains("Url", StringComparison.Ordinal) ? "" : "\"Url\": \"http://a.test/\", ";
        var section = $$"""{ "Secrets": { {{secret}} }, "Sources": { "a": { {{url}}{{key}} }, "b": { "Url": "http://b.test/" } } }""";
        using var host = ReloadHost.Start(section);
        var (a, b, revision) = (Find(host, "a"), Find(host, "b"), host.Current.Revision);

        host.Change(section.Replace("first", "second", StringComparison.Ordinal));

        Assert.NotSame(a, Find(host, "a"));
        Assert.Same(b, Find(host, "b"));
        Assert.Equal(revision, host.Current.Revision);
        var entry = Assert.Single(host.Log);
        Assert.Equal("source a", entry.Values["Changed"]);
        Assert.DoesNotContain("second", entry.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{sources.a/id}", "{sources.a/other}")]
    [InlineData("{sources.a/id}", "1")]
    [InlineData("1", "{sources.a/id}")]
    public void Change_OfWhatOthersNeed_MakesItAnotherSource(string before, string after)
    {
        var section = $$"""{ "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/{{before}}" }, "c": { "Url": "http://c.test/{sources.a}" } } }""";
        using var host = ReloadHost.Start(section);
        var (a, c) = (Find(host, "a"), Find(host, "c"));

        host.Change(section.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal(0, host.Catalog.NewerErrors);
        Assert.NotSame(a, Find(host, "a"));
        Assert.Same(c, Find(host, "c"));

        // Nobody has changed it.
        Assert.Equal("source b", Assert.Single(host.Log).Values["Changed"]);
        Assert.Equal(after.StartsWith('{') ? [after["{sources.a".Length..^1]] : [], Find(host, "a")!.Picks.Keys);
    }

    [Theory]
    [InlineData("http://b.test/{sources.a/id}", "http://b.test/x/{sources.a/id}")]
    [InlineData("http://b.test/{sources.a}", "http://b.test/")]
    public void Change_OfASourceThatNeedsTheSame_KeepsTheOther(string before, string after)
    {
        var section = $$"""{ "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "{{before}}" } } }""";
        using var host = ReloadHost.Start(section);
        var (a, b) = (Find(host, "a"), Find(host, "b"));

        host.Change(section.Replace(before, after, StringComparison.Ordinal));

        Assert.Same(a, Find(host, "a"));
        Assert.NotSame(b, Find(host, "b"));
    }

    [Fact]
    public void Change_OfACertificateFile_MakesItAnotherSource()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var key = RSA.Create(2048);
            WriteAuthority(file, key, "CN=one");
            var section = $$"""{ "Sources": { "a": { "Url": "https://a.test/", "CaCertificate": "{{file}}" } } }""";
            using var host = ReloadHost.Start(section);
            var a = Find(host, "a");
            host.Change(section);
            Assert.Same(a, Find(host, "a"));

            WriteAuthority(file, key, "CN=two");
            host.Change(section);

            Assert.NotSame(a, Find(host, "a"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void WriteAuthority(string file, RSA key, string name)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(file, certificate.ExportCertificatePem());
    }

    private static Source? Find(ReloadHost host, string source) => host.Current.Find("default")?.Find(source);
}
