namespace Aggregator.Web.Hosting;

/// <summary>The application cannot start as it is set up; the message says in one sentence what would be right.</summary>
internal sealed class StartupException(string message) : Exception(message);
