using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aggregator.Tests.Web;

/// <summary>Hears every activity and every measurement of this process, whoever makes them.</summary>
internal sealed class Overhearing : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _heard = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _measurements;

    public Overhearing()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                Hear($"activity {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {Text(activity.Baggage.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)))}");
                foreach (var happened in activity.Events)
                {
                    Hear($"event {happened.Name} {Text(happened.Tags)}");
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _measurements = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _measurements.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        _measurements.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _measurements.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _measurements.Start();
    }

    /// <summary>Each different thing that was heard.</summary>
    public IEnumerable<string> Heard => _heard.Keys;

    public void Dispose()
    {
        _measurements.Dispose();
        _activities.Dispose();
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Hear($"measurement {instrument.Name} {Text(tags.ToArray())}");

    private void Hear(string text) => _heard.TryAdd(text, true);

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
