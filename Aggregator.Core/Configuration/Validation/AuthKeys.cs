namespace Aggregator.Core.Configuration.Validation;

/// <summary>Which keys of <see cref="AuthOptions"/> belong to which type.</summary>
internal static class AuthKeys
{
    /// <summary>The keys that credentials of the type need, and those that they may have.</summary>
    public static (IReadOnlyList<string> Needed, IReadOnlyList<string> Allowed) Of(AuthType type) => type switch
    {
        AuthType.None => ([], []),
        AuthType.ApiKey => ([nameof(AuthOptions.Value)], [nameof(AuthOptions.Header), nameof(AuthOptions.Query)]),
        AuthType.Basic => ([nameof(AuthOptions.UserName), nameof(AuthOptions.Password)], []),
        AuthType.Bearer => ([nameof(AuthOptions.Token)], []),
        AuthType.ClientCredentials => (
            [nameof(AuthOptions.TokenUrl), nameof(AuthOptions.ClientId), nameof(AuthOptions.ClientSecret)],
            [nameof(AuthOptions.Scope), nameof(AuthOptions.SecretIn), nameof(AuthOptions.Parameters)]),
        AuthType.ClientCertificate => ([nameof(AuthOptions.Path)], [nameof(AuthOptions.KeyPath), nameof(AuthOptions.Password)]),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type without keys."),
    };

    /// <summary>The keys that were written, <see cref="AuthOptions.Type"/> left out.</summary>
    public static IEnumerable<string> Written(AuthOptions auth) =>
        new[]
        {
            (Name: nameof(auth.Header), IsWritten: !string.IsNullOrEmpty(auth.Header)),
            (Name: nameof(auth.Query), IsWritten: !string.IsNullOrEmpty(auth.Query)),
            (Name: nameof(auth.Value), IsWritten: !string.IsNullOrEmpty(auth.Value)),
            (Name: nameof(auth.UserName), IsWritten: !string.IsNullOrEmpty(auth.UserName)),

            // It may be empty: some APIs take a key for the user's name.
            (Name: nameof(auth.Password), IsWritten: auth.Password is not null),
            (Name: nameof(auth.Token), IsWritten: !string.IsNullOrEmpty(auth.Token)),
            (Name: nameof(auth.TokenUrl), IsWritten: !string.IsNullOrEmpty(auth.TokenUrl)),
            (Name: nameof(auth.ClientId), IsWritten: !string.IsNullOrEmpty(auth.ClientId)),
            (Name: nameof(auth.ClientSecret), IsWritten: !string.IsNullOrEmpty(auth.ClientSecret)),
            (Name: nameof(auth.Scope), IsWritten: !string.IsNullOrEmpty(auth.Scope)),
            (Name: nameof(auth.SecretIn), IsWritten: auth.SecretIn != default),
            (Name: nameof(auth.Parameters), IsWritten: auth.Parameters.Count > 0),
            (Name: nameof(auth.Path), IsWritten: !string.IsNullOrEmpty(auth.Path)),
            (Name: nameof(auth.KeyPath), IsWritten: !string.IsNullOrEmpty(auth.KeyPath)),
        }.Where(key => key.IsWritten).Select(key => key.Name);
}
