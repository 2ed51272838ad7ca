using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for a file with certificates: it is named whole, it is there, and it holds what it should.</summary>
internal static class CertificateFile
{
    /// <param name="key">The key that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be.</param>
    /// <param name="load">Reads it.</param>
    /// <param name="errors">Where an error goes.</param>
    public static void Check(string key, string path, string what, Func<object> load, List<string> errors)
    {
        if (IsThere(key, path, what, errors) && WhyUnreadable(load) is { } why)
        {
            errors.Add(ConfigurationError.Invalid(key, path, $"{why}; write the path of {what}"));
        }
    }

    /// <summary>Whether there is such a file; where not, that is an error.</summary>
    public static bool IsThere(string key, string path, string what, List<string> errors)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            errors.Add(ConfigurationError.Invalid(key, path, "write the whole path, beginning at the root"));
            return false;
        }

        if (!File.Exists(path))
        {
            errors.Add(ConfigurationError.Invalid(key, path, $"there is no such file; write the path of {what}"));
            return false;
        }

        return true;
    }

    /// <summary>In our words: the system's may quote what the file holds.</summary>
    private static string? WhyUnreadable(Func<object> load)
    {
        try
        {
            (load() as IDisposable)?.Dispose();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "the application may not read it";
        }
        catch (Exception e) when (CertificateFiles.IsPlanned(e))
        {
            return "it cannot be read as such, or Password or key do not fit; a key without encryption has no Password";
        }
    }
}
