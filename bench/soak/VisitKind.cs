namespace Aggregator.Soak;

/// <summary>What a viewer comes for.</summary>
internal enum VisitKind
{
    /// <summary>The page, read to its end as it arrives.</summary>
    Page,

    /// <summary>The page in one piece.</summary>
    WholePage,

    /// <summary>The page made to be framed.</summary>
    Embed,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Server-sent events, to their end.</summary>
    Events,

    /// <summary>The same as pieces of the page.</summary>
    HtmlEvents,

    /// <summary>A badge.</summary>
    Badge,

    /// <summary>A page, JSON or events, left in the middle.</summary>
    Leaver,

    /// <summary>Health.</summary>
    Live,
}
