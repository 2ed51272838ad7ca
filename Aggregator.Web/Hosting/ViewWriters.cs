using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Web.Hosting;

/// <summary>
/// What views write with. The framework's writer keeps 96 KB for as long as a page is under way, which is nothing where a page is made at once; here it is as long as the slowest API takes.
/// </summary>
internal sealed class ViewWriters : IHttpResponseStreamWriterFactory
{
    /// <summary>In characters. What a view writes without waiting, at one go, must fit.</summary>
    private const int BufferSize = 1024;

    public TextWriter CreateWriter(Stream stream, Encoding encoding) =>
        new HttpResponseStreamWriter(stream, encoding, BufferSize, ArrayPool<byte>.Shared, ArrayPool<char>.Shared);
}
