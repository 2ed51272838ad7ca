using System.Text.Json;

namespace Aggregator.Web.Hosting;

/// <summary>
/// Loads a place of the configuration again when something else stands there. What cannot be read leaves what was read last: the framework's own reload puts
/// nothing in its place, or says nothing at all. It looks twice a second, at what is written and not at dates: the system tells nobody of links that lead
/// elsewhere, as in volumes of Kubernetes, nor of changes on other machines.
/// </summary>
internal sealed class LastGood : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Lock _looking = new();
    private readonly string _name;
    private readonly Func<string> _look;
    private readonly Action _load;
    private readonly Action _raise;
    private readonly Timer _timer;
    private string _loaded;
    private string _seen;
    private volatile string? _problem;

    /// <param name="name">What people call the place.</param>
    /// <param name="look">Gives a text that is another one when something else stands there.</param>
    /// <param name="load">Reads it, or throws and leaves everything as it is.</param>
    /// <param name="raise">Says that there is something new to know.</param>
    public LastGood(string name, Func<string> look, Action load, Action raise)
    {
        _name = name;
        _look = look;
        _load = load;
        _raise = raise;
        _loaded = _seen = Look();
        _timer = new(_ => LookAndLoad(), null, Period, Period);
    }

    /// <summary>Why it could not be read the last time, and what to do, in one sentence; null where it could. Nothing that stands there is quoted.</summary>
    public string? Problem => _problem;

    public void Dispose() => _timer.Dispose();

    private void LookAndLoad()
    {
        // A share that hangs is asked once.
        if (!_looking.TryEnter())
        {
            return;
        }

        try
        {
            // What was not the same twice may be half written.
            var seen = Look();
            if (!seen.Equals(_loaded, StringComparison.Ordinal) && seen.Equals(_seen, StringComparison.Ordinal))
            {
                Load();
                _loaded = seen;
            }

            _seen = seen;
        }
        finally
        {
            _looking.Exit();
        }
    }

    private string Look()
    {
        try
        {
            return _look();
        }
        catch (Exception e)
        {
            // Loading says what it means.
            return e.GetType().Name;
        }
    }

    private void Load()
    {
        try
        {
            _load();
            _problem = null;
        }
        catch (Exception e)
        {
            _problem = Explain(e);
        }

        try
        {
            _raise();
        }
        catch (Exception)
        {
            // Others listen as well, and logging throws at a level that it does not know. All have been told by then.
            _problem = $"{_name} holds a setting outside of Aggregator that cannot be, such as an unknown level of Logging: mend it.";
        }
    }

    private string Explain(Exception exception)
    {
        List<Exception> causes = [exception];
        while (causes[^1].InnerException is { } inner)
        {
            causes.Add(inner);
        }

        return causes.OfType<JsonException>().FirstOrDefault() is { } json
            ? $"{_name} cannot be read: its JSON is wrong at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}; mend it."
            : causes[^1] switch
            {
                FormatException => $"{_name} cannot be read: it is not one JSON object, or holds a key twice; mend it.",
                FileNotFoundException or DirectoryNotFoundException => $"{_name} is gone: put it back, or restart without it.",
                UnauthorizedAccessException => $"{_name} may not be read: give the application the right to.",
                var other => $"{_name} cannot be read ({other.GetType().Name}): see what stands in its way.",
            };
    }
}
