using System.Globalization;
using Aggregator.Compare;

namespace Aggregator.Tests.Bench;

public sealed class ProcessTreeTests
{
    [Fact]
    public void Of_ProcessWithDescendants_AddsThemUpAndNoOthers()
    {
        string[] stats = [Stat(1, 0, 900, 900, 9000), Stat(20, 1, 3, 4, 10), Stat(21, 20, 10, 0, 5), Stat(22, 21, 0, 100, 1), Stat(30, 1, 500, 500, 5000)];

        var tree = ProcessTree.Of(20, stats);

        Assert.Equal(TimeSpan.FromMilliseconds(1170), tree.Cpu);
        Assert.Equal(16L * Environment.SystemPageSize, tree.Bytes);
    }

    [Fact]
    public void Of_NameWithBlanksAndParentheses_IsNotMistakenForFields()
    {
        var tree = ProcessTree.Of(20, [Stat(20, 1, 3, 4, 10, "a) S 7 (b")]);

        Assert.Equal(TimeSpan.FromMilliseconds(70), tree.Cpu);
    }

    [Fact]
    public void Of_ProcessThatHasEnded_SaysSo() =>
        Assert.Throws<InvalidOperationException>(() => ProcessTree.Of(20, [Stat(21, 1, 0, 0, 0)]));

    /// <summary>A line as in proc_pid_stat(5), up to the resident pages; what does not matter here is 1.</summary>
    private static string Stat(int id, int parent, int user, int system, int pages, string name = "dotnet") =>
        string.Create(CultureInfo.InvariantCulture, $"{id} ({name}) S {parent} 1 1 1 1 1 1 1 1 1 {user} {system} 1 1 1 1 1 1 1 1 {pages} 1\n");
}
