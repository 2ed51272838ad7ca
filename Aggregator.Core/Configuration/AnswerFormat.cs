namespace Aggregator.Core.Configuration;

/// <summary>What an API's answers are written in.</summary>
public enum AnswerFormat
{
    /// <summary>What the answer's content type says.</summary>
    Auto,

    /// <summary>JSON (RFC 8259).</summary>
    Json,

    /// <summary>XML 1.0, without a document type.</summary>
    Xml,

    /// <summary>A table of text with a header row (RFC 4180), with commas, semicolons, tabs or bars between the fields.</summary>
    Csv,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>News: RSS or Atom.</summary>
    Feed,
}
