using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Aggregator.Web.Presentation;

/// <summary>HTML on its way out, as UTF-8.</summary>
internal ref struct HtmlOutput(IBufferWriter<byte> output)
{
    /// <summary>Room for the longest character there is.</summary>
    private const int LeastRoom = 4;

    /// <summary>Most of what is written are names of a few letters: for those the transcoder's call costs more than its work.</summary>
    private const int LongestName = 16;

    /// <summary>What the encoder leaves as it is.</summary>
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create([.. Enumerable.Range(0, 128).Select(code => (char)code).Where(character => HtmlEncoder.Default.Encode(character.ToString()).Length == 1)]);

    private Span<byte> _room = output.GetSpan(LeastRoom);
    private int _used;

    /// <summary>How many bytes were handed over.</summary>
    public int Length { get; private set; }

    /// <summary>Writes a text in which nothing acts, be it in an element or in the quotes of an attribute.</summary>
    public void WriteText(string text) => Write(text.AsSpan().ContainsAnyExcept(Harmless) ? HtmlEncoder.Default.Encode(text) : text);

    /// <summary>Writes a character of ASCII as it is.</summary>
    public void Write(char character)
    {
        if (_used == _room.Length)
        {
            Renew();
        }

        _room[_used++] = (byte)character;
    }

    /// <summary>Writes HTML as it is.</summary>
    public void Write(ReadOnlySpan<char> html)
    {
        if (html.Length <= LongestName && html.Length <= _room.Length - _used)
        {
            var room = _room.Slice(_used, html.Length);
            var length = 0;
            while (length < html.Length && char.IsAscii(html[length]))
            {
                room[length] = (byte)html[length];
                length++;
            }

            _used += length;
            html = html[length..];
        }

        if (!html.IsEmpty)
        {
            Transcode(html);
        }
    }

    /// <summary>Hands over what was written; until then it may not be seen.</summary>
    public void End()
    {
        output.Advance(_used);
        Length += _used;
        _used = 0;
    }

    private void Transcode(ReadOnlySpan<char> html)
    {
        while (true)
        {
            var status = Utf8.FromUtf16(html, _room[_used..], out var read, out var written);
            _used += written;
            if (status is not OperationStatus.DestinationTooSmall)
            {
                return;
            }

            html = html[read..];
            Renew();
        }
    }

    private void Renew()
    {
        End();
        _room = output.GetSpan(LeastRoom);
    }
}
