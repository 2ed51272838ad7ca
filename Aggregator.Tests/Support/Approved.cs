using System.Runtime.CompilerServices;

namespace Aggregator.Tests.Support;

/// <summary>Compares a whole answer with the file that was approved. On a difference the answer is written beside it, to be looked at and renamed.</summary>
internal static class Approved
{
    public static void Equal(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(testFile)!, "approved", name);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (!expected.Equals(actual, StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllText(approved + ".received", actual);
        }

        Assert.Equal(expected, actual);
    }
}
