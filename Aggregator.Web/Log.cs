using System.Net;

namespace Aggregator.Web;

/// <summary>Every message that the web application logs.</summary>
internal static partial class Log
{
    [LoggerMessage(
        101,
        LogLevel.Warning,
        "AllowedHosts is not set, so requests for any host name are answered. Set it to the names under which people open this application, "
        + "such as AllowedHosts=board.example.com, or to * if that is meant.")]
    public static partial void AnyHostAllowed(ILogger logger);

    [LoggerMessage(102, LogLevel.Warning, "A request from {Remote} was refused: {Reason}.")]
    public static partial void AccessRefused(ILogger logger, string reason, IPAddress? remote);

    /// <summary>The exception's message stays out: it may quote what an API sent.</summary>
    [LoggerMessage(103, LogLevel.Error, "A piece of the page broke while it was written, and a sentence stands in its place: {Exception} {StackTrace}")]
    public static partial void PieceBroke(ILogger logger, Type exception, string? stackTrace);
}
