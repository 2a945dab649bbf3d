namespace TfKeyedExport.Embedded.Text;

/// <summary>UTF-8 for byte strings that may hold anything.</summary>
internal static class Utf8
{
    /// <summary>The most bytes that one code point takes.</summary>
    public const int MaxBytes = 4;

    /// <summary>The largest code point.</summary>
    public const int MaxCodePoint = 0x10FFFF;

    /// <summary>What stands for bytes that are not UTF-8.</summary>
    public const int Replacement = 0xFFFD;

    /// <summary>Writes a code point; surrogate halves too, as three bytes.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Encode(int codePoint, Span<byte> target)
    {
        switch (codePoint)
        {
            case < 0x80:
                target[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                target[0] = (byte)(0xC0 | (codePoint >> 6));
                target[1] = Continuation(codePoint);
                return 2;
            case < 0x10000:
                target[0] = (byte)(0xE0 | (codePoint >> 12));
                target[1] = Continuation(codePoint >> 6);
                target[2] = Continuation(codePoint);
                return 3;
            default:
                target[0] = (byte)(0xF0 | (codePoint >> 18));
                target[1] = Continuation(codePoint >> 12);
                target[2] = Continuation(codePoint >> 6);
                target[3] = Continuation(codePoint);
                return 4;
        }
    }

    /// <summary>How many bytes a well-formed code point at the start takes; 0 if the bytes there are not well-formed.</summary>
    public static int WellFormedLength(ReadOnlySpan<byte> bytes) =>
        System.Text.Rune.DecodeFromUtf8(bytes, out _, out int consumed) == System.Buffers.OperationStatus.Done ? consumed : 0;

    /// <summary>The same, but surrogate halves in three bytes count as well-formed.</summary>
    public static int LenientLength(ReadOnlySpan<byte> bytes)
    {
        bool surrogate = bytes.Length >= 3 && bytes[0] == 0xED && bytes[1] is >= 0xA0 and <= 0xBF && bytes[2] is >= 0x80 and <= 0xBF;
        return surrogate ? 3 : WellFormedLength(bytes);
    }

    private static byte Continuation(int bits) => (byte)(0x80 | (bits & 0x3F));
}
