namespace Aggregator.Tests.Support;

/// <summary>Tests that need something which not every machine has.</summary>
internal static class RealPart
{
    /// <summary>Skips the test and says why; fails it where nothing may be skipped.</summary>
    public static void Require(bool isThere, string whyNot)
    {
        Assert.False(!isThere && Environment.GetEnvironmentVariable("AGGREGATOR_REQUIRE_ALL") is "1", whyNot);
        Assert.SkipUnless(isThere, whyNot);
    }
}
