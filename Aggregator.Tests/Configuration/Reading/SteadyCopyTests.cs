using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Tests.Configuration.Reading;

public sealed class SteadyCopyTests
{
    [Fact]
    public void Of_SectionThatChangesWhileItIsRead_IsWhole()
    {
        for (var values = 0; values < 12; values++)
        {
            var copy = SteadyCopy.Of(new ConfigurationBuilder().Add(new ChangesAfter(values)).Build(), "S");

            Assert.Equal((values, copy["a"]), (values, copy["b"]));
            Assert.Equal("new", SteadyCopy.Of(new ConfigurationBuilder().Add(new ChangesAfter(0)).Build(), "S")["a"]);
        }
    }

    [Fact]
    public void Of_Section_HasTheSamePathsAndValues()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("S:a:x", "1"), new("S:a:y", ""), new("S:b", null), new("T:c", "2")]).Build();

        Assert.Equal(configuration.GetSection("S").AsEnumerable(), SteadyCopy.Of(configuration, "S").AsEnumerable());
    }

    /// <summary>Two keys of one value, which becomes another one after so many readings.</summary>
    private sealed class ChangesAfter(int readings) : ConfigurationProvider, IConfigurationSource
    {
        private int _left = readings;

        public IConfigurationProvider Build(IConfigurationBuilder builder)
        {
            (Data["S:a"], Data["S:b"]) = ("old", "old");
            return this;
        }

        public override bool TryGet(string key, out string? value)
        {
            if (_left-- == 0)
            {
                (Data["S:a"], Data["S:b"]) = ("new", "new");
            }

            return base.TryGet(key, out value);
        }
    }
}
