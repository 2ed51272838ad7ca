namespace Aggregator.Tests.Support;

/// <summary>A place of the configuration that the test changes while it is in use; each change is told at once.</summary>
internal sealed class LiveSettings : ConfigurationProvider, IConfigurationSource
{
    /// <param name="section">The section <c>Aggregator</c> to begin with, in JSON.</param>
    public LiveSettings(string section) => Read(section);

    /// <summary>Puts another section in place of the one there is.</summary>
    public void Change(string section)
    {
        Read(section);
        OnReload();
    }

    /// <summary>Says that something has changed, and nothing has.</summary>
    public void Touch() => OnReload();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private void Read(string section) => Data = Configured.Configuration(section).AsEnumerable().ToDictionary(StringComparer.OrdinalIgnoreCase);
}
