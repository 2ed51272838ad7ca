using System.Buffers;
using System.Text;

namespace Aggregator.Web.Presentation;

/// <summary>Memory in which a piece or an answer is made whole before any of it leaves: what broke in its middle would leave with it. Each thread keeps some for the next one.</summary>
internal static class Scratch
{
    private const int UsualSize = 4096;

    /// <summary>More room than that is not kept.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Spare;

    /// <summary>Empty memory.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        var taken = Spare ?? new(UsualSize);
        Spare = null;
        return taken;
    }

    /// <summary>What was written, as a text; gives the memory back.</summary>
    public static string Text(ArrayBufferWriter<byte> taken)
    {
        var text = Encoding.UTF8.GetString(taken.WrittenSpan);
        Return(taken);
        return text;
    }

    /// <summary>Gives memory back that was written and copied to where it goes. Whoever does not leaves it to the garbage collector.</summary>
    public static void Return(ArrayBufferWriter<byte> taken)
    {
        if (taken.Capacity <= MostKept)
        {
            taken.ResetWrittenCount();
            Spare = taken;
        }
    }
}
