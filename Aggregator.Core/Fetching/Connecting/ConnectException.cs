namespace Aggregator.Core.Fetching.Connecting;

/// <summary>No connection, for a reason that the exceptions of the framework do not tell. It travels through the framework's handler, wrapped.</summary>
internal sealed class ConnectException(Reason reason, Exception? innerException = null) : Exception($"No connection: {reason.Code()}.", innerException)
{
    public Reason Reason { get; } = reason;
}
