namespace Aggregator.Tests.Support;

/// <summary>Waits for what nobody tells of: looks again and again, for as long as no machine is too busy for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1);

    /// <param name="isSo">Looks.</param>
    /// <param name="otherwise">What a test that waited in vain says.</param>
    public static Task IsSoAsync(Func<bool> isSo, string otherwise) => IsSoAsync(() => Task.FromResult(isSo()), otherwise);

    /// <summary>The same where looking takes its time.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(startedAt) < FarTooLong, otherwise);
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        }
    }
}
