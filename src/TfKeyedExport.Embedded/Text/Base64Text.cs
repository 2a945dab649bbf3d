namespace TfKeyedExport.Embedded.Text;

/// <summary>Bytes as base64, padded or not; bits behind the last byte are let go.</summary>
internal static class Base64Text
{
    private const byte Plus = 62, Slash = 63;

    private static readonly sbyte[] WebSafe = MakeDigits(isLenient: false);
    private static readonly sbyte[] Lenient = MakeDigits(isLenient: true);

    /// <summary>The text without the padding that completes its last group.</summary>
    public static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 == 0)
        {
            for (int padding = 0; padding < 2 && text is [.., (byte)'=']; padding++)
                text = text[..^1];
        }
        return text;
    }

    /// <summary>How many bytes a text without padding stands for.</summary>
    public static int DecodedLength(ReadOnlySpan<byte> text) => (int)((long)text.Length * 3 / 4);

    /// <summary>Decodes; false if a character is none of base64's.</summary>
    /// <param name="text">The text, without padding.</param>
    /// <param name="isLenient">Whether both alphabets are taken, or the web-safe one alone.</param>
    /// <param name="target">Room for the bytes.</param>
    public static bool TryDecode(ReadOnlySpan<byte> text, bool isLenient, Span<byte> target)
    {
        sbyte[] digits = isLenient ? Lenient : WebSafe;
        int bits = 0, count = 0, at = 0;
        foreach (byte b in text)
        {
            int digit = digits[b];
            if (digit < 0)
                return false;
            bits = (bits << 6) | digit;
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            target[at++] = (byte)(bits >> count);
            bits &= (1 << count) - 1;
        }
        return true;
    }

    private static sbyte[] MakeDigits(bool isLenient)
    {
        ReadOnlySpan<byte> alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;
        sbyte[] digits = new sbyte[256];
        Array.Fill(digits, (sbyte)-1);
        for (int i = 0; i < alphabet.Length; i++)
            digits[alphabet[i]] = (sbyte)i;
        if (isLenient)
            (digits['+'], digits['/']) = ((sbyte)Plus, (sbyte)Slash);
        return digits;
    }
}
