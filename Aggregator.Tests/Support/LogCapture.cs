using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Support;

/// <summary>Everything that is logged, by whomever and at every level.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = [];

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
        // The entries outlive the provider.
    }

    /// <param name="Category">Who logged it.</param>
    /// <param name="Level">How important it is.</param>
    /// <param name="Name">The event's name.</param>
    /// <param name="Text">The message, with the whole exception where there is one.</param>
    /// <param name="Values">The named values.</param>
    internal sealed record LogEntry(string Category, LogLevel Level, string? Name, string Text, IReadOnlyDictionary<string, object?> Values);

    private sealed class Logger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? pairs.ToDictionary(StringComparer.Ordinal) : [];
            entries.Enqueue(new LogEntry(category, logLevel, eventId.Name, $"{formatter(state, exception)} {exception}", values));
        }
    }
}
