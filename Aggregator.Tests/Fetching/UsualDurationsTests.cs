using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

public sealed class UsualDurationsTests
{
    private readonly UsualDurations _durations = new();
    private readonly Core.Sources.Source _source = TestData.Source();

    [Fact]
    public void IsSlow_TenTimesAsLongAsUsual_IsTrue()
    {
        Call(8, 30);

        Assert.False(Call(1, 299));
        Assert.True(Call(1, 300));
    }

    [Fact]
    public void IsSlow_NothingIsUsualYet_IsFalse()
    {
        Call(7, 30);
        Assert.False(Call(1, 3000));
    }

    [Fact]
    public void IsSlow_StillQuickForPeople_IsFalse()
    {
        Call(8, 1);

        Assert.False(Call(1, 249));
        Assert.True(Call(1, 250));
    }

    [Fact]
    public void IsSlow_SlowForLong_BecomesUsual()
    {
        Call(16, 30);

        Assert.True(Call(8, 300));
        Assert.False(Call(1, 300));
    }

    [Fact]
    public void IsSlow_AnotherSource_HasItsOwnUsual()
    {
        Call(8, 30);
        Assert.False(_durations.IsSlow(TestData.Source("other"), TimeSpan.FromSeconds(1)));
    }

    /// <summary>Whether the last one was slow.</summary>
    private bool Call(int times, int milliseconds)
    {
        var isSlow = false;
        for (var i = 0; i < times; i++)
        {
            isSlow = _durations.IsSlow(_source, TimeSpan.FromMilliseconds(milliseconds));
        }

        return isSlow;
    }
}
