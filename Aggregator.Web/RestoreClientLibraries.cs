using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Fetches the files that libman.json lists, and puts them in place if each has the SHA-256 that libman.sha256 pins.</summary>
/// <remarks>ClientLibraries.targets has it compiled against .NET Standard 2.0, hence no System.Text.Json.</remarks>
public sealed class RestoreClientLibraries : Task
{
    private const int ToolTimeoutMs = 120_000;
    private List<(string Name, string Destination, string[] Files)> _libraries;
    private Dictionary<string, string> _pins;

    /// <summary>The folder of libman.json, libman.sha256 and the tool manifest.</summary>
    [Required]
    public string Root { get; set; }

    /// <summary>A folder for the downloads. Below <see cref="Root"/>, where dotnet finds the tool manifest.</summary>
    [Required]
    public string WorkFolder { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        // A name of its own, because another build may be doing the same.
        var downloads = Path.Combine(WorkFolder, Path.GetRandomFileName());
        try
        {
            _libraries = ReadManifest();
            _pins = ReadPins();
            Restore(downloads).ForEach(error => Log.LogError(error));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or FormatException or ArgumentException)
        {
            Log.LogError($"The client libraries of libman.json could not be restored: {e.Message}");
        }

        try
        {
            Directory.Delete(downloads, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left below obj does no harm.
        }

        return !Log.HasLoggedErrors;
    }

    /// <returns>The errors; none, if all files are in place.</returns>
    private List<string> Restore(string downloads)
    {
        // The list is a file like the others: the sums were pinned for this list and no other.
        var files = _libraries.SelectMany(library => library.Files).Append("libman.json").ToList();
        var unlisted = _pins.Keys.Except(files).Select(path => $"libman.sha256 pins {path}, which libman.json does not list.").ToList();
        var errors = unlisted;
        foreach (var (way, fetch) in new (string, Func<string, bool>)[] { ("LibMan", FetchWithLibMan), ("npm", FetchWithNpm) })
        {
            // Not where the files belong: nothing unchecked goes there, and LibMan does not replace a file that is there but wrong.
            var folder = Directory.CreateDirectory(Path.Combine(downloads, way)).FullName;
            File.Copy(Path.Combine(Root, "libman.json"), Path.Combine(folder, "libman.json"));
            if (!fetch(folder))
            {
                continue;
            }

            var wrong = files.FindAll(path => !IsAsPinned(folder, path));
            errors = [.. unlisted, .. wrong.Select(path =>
                $"{path}: {(path == "libman.json" ? "since its last change it has" : way + " delivers")} {Sum(folder, path)}, "
                + $"but libman.sha256 pins {Pin(path)}.")];
            if (errors.Count == 0)
            {
                files.ForEach(path => PutInPlace(folder, path));
                Log.LogMessage(MessageImportance.High, $"Restored {string.Join(", ", _libraries.Select(library => library.Name))} ({way}).");
                return errors;
            }

            // Or else the files of the previous list would do as soon as the new list is pinned.
            wrong.Where(path => path != "libman.json").Select(path => Path.Combine(Root, path)).Where(File.Exists).ToList().ForEach(File.Delete);
        }

        var missing = files.Where(path => !IsAsPinned(Root, path)).Select(path => $"{path} (libman.sha256 pins {Pin(path)})");
        return errors.Count > 0 ? errors :
        [
            "Neither 'dotnet libman' nor 'npm pack' could fetch the client libraries of libman.json (-v:detailed shows why): "
            + $"install Node.js with npm, or give LibMan access to the network, or put in place {string.Join(" and ", missing)}.",
        ];
    }

    private bool FetchWithLibMan(string folder)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Run(dotnet, "tool restore", Root) && Run(dotnet, "libman restore", folder);
    }

    private bool FetchWithNpm(string folder) => _libraries.TrueForAll(library =>
    {
        var destination = Directory.CreateDirectory(Path.Combine(folder, library.Destination)).FullName;

        // On Windows npm is a script, which only a shell starts. A second retry would take a minute more where there is no network.
        var pack = $"pack {library.Name} --fetch-retries=1";
        var isPacked = Path.DirectorySeparatorChar == '\\' ? Run("cmd.exe", $"/d /c npm {pack}", destination) : Run("npm", pack, destination);

        // A relative name, because some tars take C: for a remote host; m and o: time and owner are now and us, not the packager's.
        var archive = Directory.GetFiles(destination, "*.tgz").Select(Path.GetFileName).FirstOrDefault();
        return isPacked && archive != null && Run("tar", $"-xzmof {archive} --strip-components=1", destination);
    });

    private void PutInPlace(string folder, string path)
    {
        if (IsAsPinned(Root, path))
        {
            return;
        }

        var target = new FileInfo(Path.Combine(Root, path));
        target.Directory.Create();
        target.Delete();
        try
        {
            File.Move(Path.Combine(folder, path), target.FullName);
        }
        catch (IOException) when (IsAsPinned(Root, path))
        {
            // Another build was faster.
        }
    }

    private bool IsAsPinned(string folder, string path) => Sum(folder, path) == Pin(path);

    private string Pin(string path) => _pins.TryGetValue(path, out var pin) ? "SHA-256 " + pin : "no SHA-256 for it";

    private static string Sum(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        using var sha256 = SHA256.Create();
        return File.Exists(file) ? "SHA-256 " + string.Concat(sha256.ComputeHash(File.ReadAllBytes(file)).Select(b => b.ToString("x2"))) : "no such file";
    }

    private List<(string, string, string[])> ReadManifest()
    {
        var json = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Root, "libman.json")));
        using var reader = JsonReaderWriterFactory.CreateJsonReader(json, XmlDictionaryReaderQuotas.Max);
        return XElement.Load(reader).Elements("libraries").Elements("item").Select(item =>
        {
            var (name, destination) = ((string)item.Element("library") ?? "", ((string)item.Element("destination") ?? "").TrimEnd('/'));
            var files = item.Elements("files").Elements("item").Select(file => $"{destination}/{file.Value}").ToArray();

            // The name becomes part of a command line.
            var isComplete = Regex.IsMatch(name, @"^(@\w[\w.-]*/)?\w[\w.-]*@\w[\w.+-]*\z") && destination != "" && files.Length > 0;
            return isComplete ? (name, destination, files) : throw new FormatException($"'{name}' must be name@version and have a destination and files.");
        }).ToList();
    }

    private Dictionary<string, string> ReadPins() => File.ReadAllLines(Path.Combine(Root, "libman.sha256")).ToDictionary(
        line => Regex.IsMatch(line, "^[0-9a-f]{64}  .") ? line.Substring(66)
            : throw new FormatException($"'{line}' in libman.sha256 is not '<SHA-256>  <path>'."),
        line => line.Substring(0, 64));

    private bool Run(string tool, string arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            process.StandardInput.Close();
            var output = System.Threading.Tasks.Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var hasEnded = process.WaitForExit(ToolTimeoutMs);
            if (!hasEnded)
            {
                process.Kill();
            }

            Log.LogMessage(MessageImportance.Low, $"{tool} {arguments}: {(hasEnded ? string.Concat(output.Result) : "took too long")}");
            return hasEnded && process.ExitCode == 0;
        }
        catch (Win32Exception e)
        {
            Log.LogMessage(MessageImportance.Low, $"{tool} {arguments}: {e.Message}");
            return false;
        }
    }
}
