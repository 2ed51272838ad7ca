using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for access: nobody is let in by mistake, and nobody is kept out for good.</summary>
internal sealed partial class AccessOptionsValidator : IValidateOptions<AggregatorOptions>
{
    private const string Access = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Access)}";
    private const string Mode = $"{Access}:{nameof(AccessOptions.Mode)}";
    private const string Clients = $"{Access}:{nameof(AccessOptions.Clients)}";
    private const string Proxies = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Hosting)}:{nameof(HostingOptions.TrustedProxies)}";

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        ValidateMode(options, errors);
        ValidateHeaders(options.Access, errors);
        ValidateClients(options, errors);
        foreach (var (board, boardOptions) in options.InForce.BoardsOrDefault())
        {
            ValidateGroups($"{options.InForceKey}:{nameof(options.Boards)}:{board}:{nameof(boardOptions.Groups)}", boardOptions.Groups, options, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsLimited(AccessOptions access) => access.Mode is AccessMode.ApiKeys or AccessMode.ProxyUser;

    private static void ValidateMode(AggregatorOptions options, List<string> errors)
    {
        var access = options.Access;
        if (access.Mode is AccessMode.ApiKeys && access.Clients.Count == 0 && !options.IsUnreadable(Clients))
        {
            errors.Add(ConfigurationError.Missing(
                Clients, "write the programs that have a key, such as { \"wiki\": { \"KeyHashes\": [ \"sha256:…\" ] } }; the command new-key makes a key and its hash"));
        }

        if (access.Mode is AccessMode.ProxyUser && options.Hosting.TrustedProxies.Count == 0 && !options.IsUnreadable(Proxies))
        {
            errors.Add(ConfigurationError.Missing(
                Proxies, $"{access.UserHeader} is believed from these peers only; write the address of your reverse proxy, such as [ \"10.0.0.5\" ]"));
        }

        if (!IsLimited(access) && access.Clients.Count > 0 && !options.IsUnreadable(Mode))
        {
            errors.Add(ConfigurationError.Invalid(
                Clients, string.Join(", ", access.Clients.Keys), $"nobody is asked for a key while {WhatModeIs(access)}; set it to ApiKeys or ProxyUser, or take the clients out"));
        }
    }

    private static void ValidateHeaders(AccessOptions access, List<string> errors)
    {
        const string Rule = "write the name of a header, such as";
        if (!HeaderName().IsMatch(access.UserHeader))
        {
            errors.Add(ConfigurationError.Invalid($"{Access}:{nameof(access.UserHeader)}", access.UserHeader, $"{Rule} X-Forwarded-User"));
        }

        if (!string.IsNullOrEmpty(access.GroupsHeader) && !HeaderName().IsMatch(access.GroupsHeader))
        {
            errors.Add(ConfigurationError.Invalid($"{Access}:{nameof(access.GroupsHeader)}", access.GroupsHeader, $"{Rule} X-Forwarded-Groups"));
        }

        if (access.UserHeader.Equals(access.GroupsHeader, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(ConfigurationError.Invalid(
                $"{Access}:{nameof(access.GroupsHeader)}", access.GroupsHeader, "it is the UserHeader, too; a user could name groups of his own, so write another header"));
        }
    }

    private static void ValidateClients(AggregatorOptions options, List<string> errors)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, client) in options.Access.Clients)
        {
            var key = $"{Clients}:{name}";
            var hashesKey = $"{key}:{nameof(client.KeyHashes)}";
            if (!Names.IsValid(name))
            {
                errors.Add(ConfigurationError.Invalid(key, name, Names.Rule));
            }

            if (client.KeyHashes.Count == 0 && !options.IsUnreadable(hashesKey))
            {
                errors.Add(ConfigurationError.Missing(hashesKey, "write the hash of its key, such as [ \"sha256:…\" ]; the command new-key makes a key and its hash"));
            }

            if (client.KeyHashes.Count > AccessClientOptions.MostKeys)
            {
                errors.Add(ConfigurationError.Invalid(hashesKey, client.KeyHashes.Count, "write at most two: the key in use and its successor"));
            }

            foreach (var (index, hash) in client.KeyHashes.Index())
            {
                // What stands here by mistake may well be a key, so it is not repeated.
                if (!KeyHash().IsMatch(hash))
                {
                    errors.Add(ConfigurationError.Invalid(
                        $"{hashesKey}:{index}", "…", "write sha256: and 64 hexadecimal digits, as the command new-key prints them; the key itself stands nowhere"));
                }
                else if (!seen.Add(hash))
                {
                    errors.Add(ConfigurationError.Invalid($"{hashesKey}:{index}", "…", "this hash stands here twice; each key belongs to one client, once"));
                }
            }

            errors.AddRange(client.Groups.Index().Where(group => !IsGroup(group.Item)).Select(group => NotAGroup($"{key}:{nameof(client.Groups)}:{group.Index}", group.Item)));
        }
    }

    private static void ValidateGroups(string key, List<string> groups, AggregatorOptions options, List<string> errors)
    {
        var access = options.Access;
        var namesGroups = access.Mode is AccessMode.ProxyUser && !string.IsNullOrEmpty(access.GroupsHeader);
        foreach (var (index, group) in groups.Index())
        {
            if (!IsGroup(group))
            {
                errors.Add(NotAGroup($"{key}:{index}", group));
            }
            else if (!IsLimited(access))
            {
                if (!options.IsUnreadable(Mode))
                {
                    errors.Add(ConfigurationError.Invalid(
                        $"{key}:{index}", group, $"nobody is in a group while {WhatModeIs(access)}; set it to ApiKeys or ProxyUser, or take the group out"));
                }
            }
            else if (!namesGroups && !access.Clients.Values.Any(client => client.Groups.Contains(group)))
            {
                var header = access.Mode is AccessMode.ProxyUser ? $", or name the {nameof(access.GroupsHeader)} of your proxy under {Access}" : "";
                errors.Add(ConfigurationError.Invalid($"{key}:{index}", group, $"nobody is in that group; write it into the Groups of one of {Clients}{header}"));
            }
        }
    }

    private static string WhatModeIs(AccessOptions access) => $"{Mode} is {access.Mode?.ToString() ?? "not set"}";

    /// <summary>A comma stands between groups in the header, and blanks beside it do not count.</summary>
    private static bool IsGroup(string group) => group.Trim().Length == group.Length && !group.Contains(',', StringComparison.Ordinal);

    private static string NotAGroup(string key, string group) => ConfigurationError.Invalid(key, group, "write the name of one group, without a comma and without blanks around it");

    /// <summary>A token of RFC 9110, 5.6.2.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^sha256:[0-9a-fA-F]{64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyHash();
}
