namespace Aggregator.Core.Configuration;

/// <summary>Who may see the boards, and how they show who they are.</summary>
public sealed class AccessOptions
{
    /// <summary>Who may see the boards.</summary>
    /// <value>Default: null, everybody, which is enough only in Development or where nobody but this machine can reach the application.</value>
    public AccessMode? Mode { get; set; }

    /// <summary>The header in which one of <see cref="HostingOptions.TrustedProxies"/> names the user it has signed in.</summary>
    /// <value>Default: <c>X-Forwarded-User</c>.</value>
    public string UserHeader { get; set; } = "X-Forwarded-User";

    /// <summary>The header in which it names that user's groups, with commas between them, such as <c>X-Forwarded-Groups</c>.</summary>
    /// <value>Default: none. A proxy that does not know the header would pass on what the viewer made up.</value>
    public string? GroupsHeader { get; set; }

    /// <summary>The programs that have a key, by name.</summary>
    public Dictionary<string, AccessClientOptions> Clients { get; } = new(StringComparer.OrdinalIgnoreCase);
}
