namespace Aggregator.Compare;

/// <summary>What can be measured.</summary>
internal enum Part
{
    /// <summary>The application's JSON, beside the peers: pages and processor time.</summary>
    Jsons,

    /// <summary>The application's page, beside the peers: pages and processor time.</summary>
    Page,

    /// <summary>What is waited for beyond an API that takes 50 ms.</summary>
    Latency,

    /// <summary>The memory of pages that wait for an API that takes 2 s.</summary>
    Inflight,

    /// <summary>What the application gains where viewers share calls.</summary>
    Sharing,

    /// <summary>From the command to the first page.</summary>
    Startup,

    /// <summary>How cost grows with sources and viewers.</summary>
    Growth,
}
