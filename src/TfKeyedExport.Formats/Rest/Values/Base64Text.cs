using System.Buffers;
using System.Buffers.Text;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Base64 as TF Serving takes it: blanks are passed over, and the padding may be left out.</summary>
internal static class Base64Text
{
    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least three quarters as long, and three bytes more.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>Whether it is base64.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written) =>
        Base64.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done || TryDecodeLoose(text, destination, out written);

    private static bool TryDecodeLoose(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        int bits = 0;
        int held = 0;
        int padding = 0;
        foreach (byte letter in text)
        {
            if (letter is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
                continue;
            if (letter is (byte)'=' or (byte)'.')
            {
                padding++;
                continue;
            }
            int value = Value(letter);
            if (value < 0 || padding > 0)
                return false;
            bits = (bits << 6 | value) & 0xFFFF;
            held += 6;
            if (held >= 8)
            {
                held -= 8;
                destination[written++] = (byte)(bits >> held);
            }
        }
        // Six bits left over are a letter alone; four or two bits are what two or three letters leave.
        return held != 6 && (padding == 0 || padding == held / 2);
    }

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
