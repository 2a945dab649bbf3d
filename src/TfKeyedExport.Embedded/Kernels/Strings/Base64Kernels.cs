using System.Buffers.Text;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Strings as web-safe base64, padded or not.</summary>
internal sealed class EncodeBase64Kernel(KernelRequest request) : Kernel
{
    private readonly bool _pads = request.Attributes.Bool("pad", false);

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
        {
            int length = Base64Url.GetEncodedLength(strings[i].Length);
            Span<byte> room = target.Extend(_pads ? (length + 3) / 4 * 4 : length);
            Base64Url.EncodeToUtf8(strings[i], room);
            room[length..].Fill((byte)'=');
        }
    }
}

/// <summary>The bytes of web-safe base64, padded or not; bits behind the last byte are let go.</summary>
internal sealed class DecodeBase64Kernel : Kernel
{
    private static readonly sbyte[] Digits = MakeDigits();

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = strings[i];
            if (text.Length % 4 == 0)
            {
                for (int padding = 0; padding < 2 && text is [.., (byte)'=']; padding++)
                    text = text[..^1];
            }
            if (text.Length % 4 == 1)
                throw KernelContext.Error("Base64 string length cannot be 1 modulo 4.");
            Decode(text, target.Extend((int)((long)text.Length * 3 / 4)));
        }
    }

    private static void Decode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int bits = 0, count = 0, at = 0;
        foreach (byte b in text)
        {
            int digit = Digits[b];
            if (digit < 0)
                throw KernelContext.Error("Invalid character found in base64.");
            bits = (bits << 6) | digit;
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            target[at++] = (byte)(bits >> count);
            bits &= (1 << count) - 1;
        }
    }

    private static sbyte[] MakeDigits()
    {
        ReadOnlySpan<byte> alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;
        sbyte[] digits = new sbyte[256];
        Array.Fill(digits, (sbyte)-1);
        for (int i = 0; i < alphabet.Length; i++)
            digits[alphabet[i]] = (sbyte)i;
        return digits;
    }
}
