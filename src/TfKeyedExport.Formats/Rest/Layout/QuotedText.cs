using System.Buffers.Text;
using System.Text;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>Strings in JSON as TF Serving writes them: what must be escaped is, and nothing else, whether it is UTF-8 or not.</summary>
internal static class QuotedText
{
    // Up to this length, looking at each byte is quicker than what is made for long strings.
    private const int Short = 16;

    /// <summary>Writes a string with its quotation marks if it is short, ASCII and needs no escape; else nothing.</summary>
    public static bool TryWriteShort(ref Output output, ReadOnlySpan<byte> text)
    {
        if (text.Length > Short)
            return false;
        Span<byte> room = output.Room(Short + 2);
        room[0] = (byte)'"';
        for (int i = 0; i < text.Length; i++)
        {
            byte letter = text[i];
            if ((uint)(letter - ' ') > '~' - ' ' || letter is (byte)'"' or (byte)'\\')
                return false;
            room[i + 1] = letter;
        }
        room[text.Length + 1] = (byte)'"';
        output.Advance(text.Length + 2);
        return true;
    }

    /// <summary>Writes a string with its quotation marks.</summary>
    public static void Write(ref Output output, ReadOnlySpan<byte> text)
    {
        output.Write((byte)'"');
        while (true)
        {
            int plain = text.IndexOfAny(StringSyntax.Stops);
            if (plain < 0)
                break;
            output.Write(text[..plain]);
            Escape(ref output, text[plain]);
            text = text[(plain + 1)..];
        }
        output.Write(text);
        output.Write((byte)'"');
    }

    /// <summary>Writes a string with its quotation marks.</summary>
    public static void Write(ref Output output, string text) => Write(ref output, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes in base64, with quotation marks.</summary>
    public static void WriteBase64(ref Output output, ReadOnlySpan<byte> bytes)
    {
        const int Piece = 3000;
        output.Write((byte)'"');
        while (true)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(Piece, bytes.Length)];
            Base64.EncodeToUtf8(piece, output.Room(Base64.GetMaxEncodedToUtf8Length(piece.Length)), out _, out int written);
            output.Advance(written);
            bytes = bytes[piece.Length..];
            if (bytes.IsEmpty)
                break;
        }
        output.Write((byte)'"');
    }

    private static void Escape(ref Output output, byte value)
    {
        byte letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => 0,
        };
        output.Write((byte)'\\');
        if (letter != 0)
        {
            output.Write(letter);
            return;
        }
        output.Write("u00"u8);
        output.Write("0123456789ABCDEF"u8[value >> 4]);
        output.Write("0123456789ABCDEF"u8[value & 15]);
    }
}
