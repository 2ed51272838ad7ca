using Aggregator.Core.Fetching.Retrying;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

public sealed class RetryBudgetTests
{
    private readonly FakeTime _time = new();
    private readonly RetryBudget _budget;

    public RetryBudgetTests() => _budget = new RetryBudget(_time);

    [Fact]
    public void TryTake_AtFirst_HasTen() => Assert.Equal(10, TakeAll());

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(100, 10)]
    [InlineData(1000, 10)]
    public void TryTake_AfterSoManyCalls_HasATenthOfThemUpToTen(int calls, int expected)
    {
        TakeAll();
        Calls(calls);
        Assert.Equal(expected, TakeAll());
    }

    [Theory]
    [InlineData(9.9, 0)]
    [InlineData(10, 1)]
    [InlineData(3600, 10)]
    public void TryTake_AfterSoManySeconds_HasATenthOfThemUpToTen(double seconds, int expected)
    {
        TakeAll();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(expected, TakeAll());
    }

    [Fact]
    public void TryTakeHedge_AtFirst_HasFiveAndLeavesFiveToRetries()
    {
        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(_budget.TryTakeHedge()));
        Assert.False(_budget.TryTakeHedge());
        Assert.Equal(5, TakeAll());
    }

    [Fact]
    public void TryTake_EveryCallFails_StaysWithinATenthOfTheDemand()
    {
        var retries = 0;
        for (var i = 0; i < 10_000; i++)
        {
            Calls(1);
            retries += _budget.TryTake() ? 1 : 0;
        }

        Assert.Equal(1000 + 10, retries, tolerance: 1.0);
    }

    private void Calls(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _budget.AddCall();
        }
    }

    private int TakeAll()
    {
        var taken = 0;
        while (_budget.TryTake())
        {
            taken++;
        }

        return taken;
    }
}
