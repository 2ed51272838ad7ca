using System.Net.Http.Headers;

namespace Aggregator.Core.Sources;

/// <summary>What a request sends.</summary>
/// <param name="Bytes">As they are sent.</param>
/// <param name="ContentType">What they are.</param>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes, MediaTypeHeaderValue ContentType)
{
    /// <summary>The content for one request.</summary>
    public HttpContent ToContent()
    {
        var content = new ReadOnlyMemoryContent(Bytes);
        content.Headers.ContentType = ContentType;
        return content;
    }

    /// <summary>Nothing of what is sent, which may hold a secret.</summary>
    public override string ToString() => $"{Bytes.Length} bytes of {ContentType.MediaType}";
}
