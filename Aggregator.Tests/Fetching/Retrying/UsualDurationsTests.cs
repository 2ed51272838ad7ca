using Aggregator.Core.Fetching.Retrying;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

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

    [Theory]
    [InlineData(18, 1, null)]
    [InlineData(18, 2, 1000.0)]
    [InlineData(94, 6, 1000.0)]
    public void Late_SoManyQuickAndSlowCalls_IsTheTimeInWhichNineteenOfTwentyEnded(int quick, int slow, double? expected)
    {
        Call(slow, 1000);
        Call(quick, 100);
        Assert.Equal(expected, _durations.Late(_source)?.TotalMilliseconds);
    }

    [Theory]
    [InlineData(19, 1)]
    [InlineData(95, 5)]
    public void Late_NineteenOfTwentyTakeAboutAsLong_IsHalfAsLongAgainAsUsual(int quick, int slow)
    {
        Call(slow, 1000);
        Call(quick, 100);
        Assert.Equal(150, _durations.Late(_source)?.TotalMilliseconds);
    }

    [Fact]
    public void Late_MoreThanAHundredCalls_ForgetsTheOldest()
    {
        Call(100, 1000);
        Call(95, 100);

        Assert.Equal(150, _durations.Late(_source)?.TotalMilliseconds);
    }

    [Fact]
    public void Usual_FewCalls_IsUnknown()
    {
        Call(7, 30);
        Assert.Null(_durations.Usual(_source));
        Call(1, 40);
        Assert.Equal(30, _durations.Usual(_source)?.TotalMilliseconds);
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
