namespace Aggregator.Web.Hosting;

/// <summary>A place of the configuration that keeps what was read last when it can be read no more.</summary>
internal interface ILastGood
{
    /// <summary>Why it cannot be read, in one sentence; null where it can.</summary>
    string? Problem { get; }
}
