using System.Text;
using Aggregator.Tests.Support;
using Aggregator.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web.Access;

public sealed class ApiKeysTests
{
    private const string Board = "/api/boards/default";
    private const string Ok = "HTTP/1.1 200 OK";
    private const string Refused = "HTTP/1.1 401 Unauthorized";

    private static readonly string Key = AccessSettings.Key;

    [Fact]
    public async Task Key_OfAClient_OpensBoards()
    {
        await using var app = WebApp.Start(AccessSettings.ApiKeys);
        string[] headers =
        [
            $"Authorization: Bearer {Key}",
            $"authorization: bearer {Key}",
            $"X-Api-Key: {Key}",
            $"X-Api-Key: {AccessSettings.SecondKey}",
            $"X-Api-Key: {AccessSettings.OpsKey}",

            // A proxy's own business.
            $"X-Api-Key: {Key}\r\nAuthorization: Basic dXNlcjpwYXNzd29yZA==",
            $"X-Api-Key: {Key}\r\nX-Forwarded-User: root\r\nX-Forwarded-User: root",
        ];

        foreach (var header in headers)
        {
            Assert.Equal((header, Ok), (header, await AccessSettings.StatusAsync(app, Board, header)));
        }
    }

    [Fact]
    public async Task Key_AnythingElse_IsRefusedWithOneWarningThatSaysWhyAndNotWhat()
    {
        using var log = new LogCapture();
        await using var app = WebApp.Start(services => services.AddSingleton<ILoggerProvider>(log), AccessSettings.ApiKeys);
        (string Header, string Reason)[] requests =
        [
            ("Accept: */*", "no key and no user"),
            ($"Authorization: {Key}", "no key and no user"),
            ($"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"wiki:{Key}"))}", "no key and no user"),
            ($"Cookie: X-Api-Key={Key}", "no key and no user"),
            ($"X-Forwarded-User: wiki", "no key and no user"),
            ("X-Api-Key:", "the key is not known"),
            ($"X-Api-Key: {ApiKey.Create()}", "the key is not known"),
            ($"X-Api-Key: {Key[..^1]}", "the key is not known"),
            ($"X-Api-Key: {Key[4..]}", "the key is not known"),
            ($"X-Api-Key: {Key}A", "the key is not known"),
            ($"X-Api-Key: {Key.ToUpperInvariant()}", "the key is not known"),
            ($"X-Api-Key: {Key.ToLowerInvariant()}", "the key is not known"),
            ($"X-Api-Key: {Key[..9]} {Key[9..]}", "the key is not known"),
            ($"X-Api-Key: {Key}\t{Key}", "the key is not known"),
            ($"X-Api-Key: {Key},{Key}", "the key is not known"),
            ($"X-Api-Key: \"{Key}\"", "the key is not known"),
            ($"X-Api-Key: {ApiKey.HashText(Key)}", "the key is not known"),
            ($"X-Api-Key: wiki", "the key is not known"),
            ($"Authorization: Bearer  {Key}", "the key is not known"),
            ($"Authorization: Bearer \t{Key}", "the key is not known"),
            ($"X-Api-Key: {Key}\r\nX-Api-Key: {Key}", "more than one key was sent"),
            ($"X-Api-Key: {Key}\r\nAuthorization: Bearer {Key}", "more than one key was sent"),
            ($"Authorization: Bearer {Key}\r\nAuthorization: Bearer {AccessSettings.SecondKey}", "more than one key was sent"),
        ];

        foreach (var (header, _) in requests)
        {
            Assert.Equal((header, Refused), (header, await AccessSettings.StatusAsync(app, Board, header)));
        }

        Assert.Equal(Refused, await AccessSettings.StatusAsync(app, $"{Board}?X-Api-Key={ApiKey.Create()}&key={ApiKey.Create()}"));
        var warnings = log.Entries.Where(entry => entry.Category.StartsWith("Aggregator.Web.Access", StringComparison.Ordinal)).ToList();
        Assert.Equal([.. requests.Select(request => request.Reason), "no key and no user"], warnings.Select(entry => entry.Values["Reason"]));
        Assert.All(warnings, entry => Assert.Equal((LogLevel.Warning, "127.0.0.1"), (entry.Level, entry.Values["Remote"]?.ToString())));
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains(Key[4..12], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Key_WhoseHashIsTakenOut_IsRefusedWhileItsSuccessorIsNot()
    {
        await using var app = WebApp.Start([.. AccessSettings.ApiKeys.Where(setting => !setting.Value.Equals(ApiKey.HashText(Key), StringComparison.Ordinal))]);

        Assert.Equal(Refused, await AccessSettings.StatusAsync(app, Board, $"X-Api-Key: {Key}"));
        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, Board, $"X-Api-Key: {AccessSettings.SecondKey}"));
    }

    [Fact]
    public async Task Key_WhereEverybodyMayLook_IsNotAskedFor()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Access:Mode", "Anonymous")]);

        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, "/api/boards"));
        Assert.Equal(Ok, await AccessSettings.StatusAsync(app, "/api/boards", "X-Api-Key: anything", "X-Api-Key: twice"));
    }

    [Fact]
    public async Task NewKey_Printed_FitsItsHashAndIsNeverTheSame()
    {
        var first = await WebProcess.RunAsync(null, ["new-key"]);
        var second = await WebProcess.RunAsync(null, ["new-key"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        string[] words = first.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var key = Assert.Single(words, word => word.StartsWith("agg_", StringComparison.Ordinal));
        Assert.Equal("agg_".Length + 43, key.Length);
        Assert.Contains(ApiKey.HashText(key), words);
        Assert.DoesNotContain(key, second.Output, StringComparison.Ordinal);
        Assert.Empty(Configured.Errors($$"""{ "Access": { "Mode": "ApiKeys", "Clients": { "wiki": { "KeyHashes": [ "{{ApiKey.HashText(key)}}" ] } } } }"""));
    }
}
