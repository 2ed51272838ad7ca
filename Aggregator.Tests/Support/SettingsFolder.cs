namespace Aggregator.Tests.Support;

/// <summary>A folder with an appsettings.json that the test treats as badly as it likes.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");

    /// <param name="section">The section <c>Aggregator</c>, in JSON.</param>
    public SettingsFolder(string section) => Write(section);

    public string Path => _folder.FullName;

    public string File => System.IO.Path.Combine(Path, "appsettings.json");

    /// <summary>The whole file with that section.</summary>
    public static string Text(string section) => $$"""{ "Aggregator": {{section}} }""";

    public void Write(string section) => System.IO.File.WriteAllText(File, Text(section));

    /// <summary>Puts another file in its place at one stroke, as careful editors do.</summary>
    public void Swap(string section)
    {
        System.IO.File.WriteAllText(File + ".new", Text(section));
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    /// <summary>
    /// Writes a folder of secrets as Kubernetes mounts one: each file leads to one of the same name in <c>..data</c>, which leads to a folder, and a change
    /// lets it lead to another one.
    /// </summary>
    /// <returns>The folder.</returns>
    public string MountSecret(string version, string name, string text)
    {
        var secrets = Directory.CreateDirectory(System.IO.Path.Combine(Path, "secrets")).FullName;
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(secrets, $"..{version}")).FullName;
        System.IO.File.WriteAllText(System.IO.Path.Combine(folder, name), text);
        var next = System.IO.Path.Combine(secrets, "..next");
        Directory.CreateSymbolicLink(next, folder);

        // At one stroke, which .NET has no call for where a link leads to a folder.
        using (var move = System.Diagnostics.Process.Start("mv", ["-T", next, System.IO.Path.Combine(secrets, "..data")]))
        {
            move.WaitForExit();
        }

        var file = System.IO.Path.Combine(secrets, name);
        if (!System.IO.File.Exists(file))
        {
            System.IO.File.CreateSymbolicLink(file, System.IO.Path.Combine("..data", name));
        }

        return secrets;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
