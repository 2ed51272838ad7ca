using Aggregator.Core.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Core.Sources;

/// <summary>
/// Lets changes of the configuration take effect while the application runs. Each is read and validated as at the start; one with errors leaves in
/// force what is, and is told of in the log.
/// </summary>
/// <param name="configuration">Where the changes come from.</param>
/// <param name="catalog">What is in force.</param>
/// <param name="running">The options of the start.</param>
/// <param name="factory">Reads and validates.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class ConfigurationReload(
    IConfiguration configuration,
    BoardCatalog catalog,
    IOptions<AggregatorOptions> running,
    IOptionsFactory<AggregatorOptions> factory,
    TimeProvider time,
    ILogger<ConfigurationReload> logger) : IDisposable
{
    /// <summary>Who writes several files, or one in several steps, is given time to finish.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>For somebody who never stops writing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _timing = new();
    private readonly Lock _looking = new();
    private IReadOnlyList<string> _errors = [];
    private IReadOnlyList<string> _waitingKeys = [];
    private IReadOnlyList<string> _idleParameters = [];
    private IDisposable? _changes;
    private ITimer? _timer;
    private long? _firstChange;

    /// <summary>Begins to listen, and takes what has changed since the options of the start were read.</summary>
    public void Start()
    {
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, LookSoon);
        LookSoon();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes?.Dispose();
        _timer?.Dispose();
    }

    private void LookSoon()
    {
        lock (_timing)
        {
            _firstChange ??= time.GetTimestamp();
            var left = LongestWait - time.GetElapsedTime(_firstChange.Value);
            _timer!.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left < Quiet ? left : Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        lock (_timing)
        {
            _firstChange = null;
        }

        lock (_looking)
        {
            try
            {
                Take(factory.Create(Options.DefaultName));
            }
            catch (OptionsValidationException e)
            {
                Refuse([.. e.Failures]);
            }
            catch (Exception e)
            {
                // Nothing is known to come here. If something does, it must not end the process, which has a configuration that works.
                Log.ReloadBroke(logger, e.GetType(), e.StackTrace);
                Refuse([$"It cannot be read ({e.GetType().Name})."]);
            }
        }
    }

    private void Take(AggregatorOptions options)
    {
        WarnOfKeysThatWait(StartKeys.ChangedBetween(running.Value, options));

        // Whether the demo is on decides which boards count.
        options.Demo.Enabled = running.Value.Demo.Enabled;
        var previous = catalog.Current.Revision;
        var change = catalog.Take(options);
        WarnOfIdleParameters([.. catalog.Current.Boards.SelectMany(board => board.Idle.Select(parameter => $"{board.Name}:{parameter.Name}"))]);
        var isMended = _errors.Count > 0;
        _errors = [];
        if (!change.IsNone || isMended || !options.Revision.Equals(previous, StringComparison.Ordinal))
        {
            Log.ConfigurationTaken(logger, options.Revision, previous, change);
        }
    }

    private void Refuse(IReadOnlyList<string> errors)
    {
        catalog.Refuse(errors.Count);
        if (!errors.SequenceEqual(_errors, StringComparer.Ordinal))
        {
            _errors = errors;
            Log.ConfigurationRefused(logger, catalog.Current.Revision, errors.Count, string.Join(' ', errors));
        }
    }

    private void WarnOfKeysThatWait(IReadOnlyList<string> keys)
    {
        if (keys.Count > 0 && !keys.SequenceEqual(_waitingKeys, StringComparer.Ordinal))
        {
            Log.RestartToApply(logger, string.Join(", ", keys));
        }

        _waitingKeys = keys;
    }

    /// <summary>No error: a combiner of somebody's own may look at the viewer's request itself.</summary>
    private void WarnOfIdleParameters(IReadOnlyList<string> parameters)
    {
        if (parameters.Count > 0 && !parameters.SequenceEqual(_idleParameters, StringComparer.Ordinal))
        {
            Log.ParametersIdle(logger, string.Join(", ", parameters));
        }

        _idleParameters = parameters;
    }
}
