using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Aggregator.Web.Access;

/// <summary>Somebody who has access: a user or a program, and the groups it is in.</summary>
internal static class Viewer
{
    private const string Group = "group";

    /// <param name="name">What the user or program is called.</param>
    /// <param name="groups">The groups it is in.</param>
    /// <param name="how">How it has shown who it is.</param>
    public static AuthenticateResult Known(string name, IEnumerable<string> groups, string how)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. groups.Select(group => new Claim(Group, group))], how);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), AccessHandler.SchemeName));
    }

    /// <summary>Whether the viewer is in the group. Names of groups are the same only if every letter is, its case included.</summary>
    public static bool IsIn(ClaimsPrincipal viewer, string group) => viewer.HasClaim(Group, group);
}
