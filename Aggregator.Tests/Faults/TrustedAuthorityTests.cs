using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>What is wrong with a certificate is told from what is wrong with its authority only by an application that trusts the authority.</summary>
public sealed class TrustedAuthorityTests
{
    [Fact]
    public async Task Get_AuthorityIsTrusted_EachCertificateFailsForItsOwnFault()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux does a file named in the environment say whom to trust.");
        await using var server = await FaultServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("aggregator-");
        try
        {
            var authority = Path.Combine(folder.FullName, "authority.pem");
            await File.WriteAllTextAsync(authority, server.AuthorityPem, TestContext.Current.CancellationToken);
            var urls = server.Addresses.Where(entry => entry.Behaviour.Reason is "tls-failed").ToDictionary(entry => entry.Behaviour.Name, entry => entry.Url);
            urls.Add("good", new Uri(server.Https.Url, "ok"));
            urls.Add("redirect", new Uri(server.Https.Url, "redirect-to-http"));

            var run = JsonDocument.Parse(await WebProcess.GetAsync(
                "/api/boards/default",
                [("SSL_CERT_FILE", authority), ("SSL_CERT_DIR", folder.FullName), .. urls.Select(url => ($"Aggregator__Sources__{url.Key}__Url", url.Value.OriginalString))]));

            var reasons = run.RootElement.GetProperty("sources").EnumerateArray()
                .ToDictionary(source => source.GetProperty("name").GetString()!, source => source.GetProperty("reason").GetString());
            Assert.Equal(urls.Keys.ToDictionary(name => name, name => name is "good" ? null : name is "redirect" ? "redirect-refused" : "tls-failed"), reasons);
            Assert.Equal(0, server.OtherHost.Connections);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
