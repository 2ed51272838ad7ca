using Aggregator.Core.Configuration;
using Aggregator.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Access;

/// <summary>
/// Whoever lets other machines reach the application says who may see the boards. In Development nobody is asked, and nobody where only this machine can reach it.
/// </summary>
internal sealed class AccessChoice(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<AggregatorOptions>
{
    private const string Mode = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Access)}:{nameof(AccessOptions.Mode)}";

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options) =>
        environment.IsDevelopment() || configuration[Mode] is not null || ListenAddresses.BeyondThisMachine(configuration) is not { } address
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(string.Join(
                $"{Environment.NewLine}    ",
                $"{Mode} is missing: other machines can reach {address}, so write who may see the boards (docs/access.md); one of:",
                """{ "Aggregator": { "Access": { "Mode": "Anonymous" } } } for everybody who can reach it;""",
                """{ "Aggregator": { "Access": { "Mode": "ApiKeys", "Clients": { "wiki": { "KeyHashes": [ "sha256:…" ] } } } } } for programs with a key, which the command new-key makes;""",
                """{ "Aggregator": { "Access": { "Mode": "ProxyUser" }, "Hosting": { "TrustedProxies": [ "10.0.0.5" ] } } } for users whom that reverse proxy names in X-Forwarded-User."""));
}
