using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Numbers: where they end, and whether they are written as numbers are.</summary>
internal static class NumberSyntax
{
    // A number with fewer digits than this, and without an exponent, is no more than the largest double.
    private const int AlwaysFits = 300;

    /// <summary>Checks a number, or whatever stands where only a number may stand.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place of its first byte.</param>
    /// <returns>The place behind it.</returns>
    public static int Check(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        byte first = Bytes.At(text, at);
        if (first == '-')
            first = Bytes.At(text, ++at);
        int integer = at;
        if (first == '0')
            at++;
        else if ((uint)(first - '1') <= 8)
            at = SkipDigits(text, at + 1);
        else
            return CheckWord(text, at);
        int digits = at - integer;
        byte next = Bytes.At(text, at);
        if (next == '.')
        {
            int fraction = at + 1;
            at = SkipDigits(text, fraction);
            if (at == fraction && digits <= AlwaysFits)
                SyntaxError.Throw(SyntaxError.Fraction, at);
            next = Bytes.At(text, at);
        }
        if ((next | 0x20) == 'e' || digits > AlwaysFits)
            at = LoosePrecision.Read(text, start, out _);
        return at;
    }

    /// <summary>The first place that holds no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at + 8 <= text.Length)
        {
            int digits = DigitsIn(BinaryPrimitives.ReadUInt64LittleEndian(text[at..]));
            at += digits;
            if (digits < 8)
                return at;
        }
        while (Bytes.IsDigit(text, at))
            at++;
        return at;
    }

    /// <summary>How many of eight bytes, from the lowest on, are digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DigitsIn(ulong eight)
    {
        // The high half of a byte is 3 for digits and : to ?; adding 6 carries the latter into the next half.
        ulong others = ((eight & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030) | (((eight & 0x0F0F0F0F0F0F0F0F) + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0);
        return BitOperations.TrailingZeroCount(others) >> 3;
    }

    /// <summary>Checks NaN, Inf and Infinity: N and a before Inf are passed over, as TF Serving's parser does.</summary>
    private static int CheckWord(ReadOnlySpan<byte> text, int at)
    {
        if (Bytes.At(text, at) is not ((byte)'N' or (byte)'I'))
            SyntaxError.Throw(SyntaxError.Value, at);
        if (Consume(text, ref at, 'N') && Consume(text, ref at, 'a') && Consume(text, ref at, 'N'))
            return Behind(text, at);
        if (!Consume(text, ref at, 'I') || !Consume(text, ref at, 'n') || !Consume(text, ref at, 'f'))
            SyntaxError.Throw(SyntaxError.Value, at);
        if (Bytes.At(text, at) != 'i')
            return Behind(text, at);
        foreach (char letter in "inity")
        {
            if (!Consume(text, ref at, letter))
                SyntaxError.Throw(SyntaxError.Value, at);
        }
        return Behind(text, at);
    }

    // What follows a word is read as a number's fraction and exponent.
    private static int Behind(ReadOnlySpan<byte> text, int at) =>
        Bytes.At(text, at) is (byte)'.' or (byte)'e' or (byte)'E' ? LoosePrecision.ReadTail(text, at, at, out _) : at;

    private static bool Consume(ReadOnlySpan<byte> text, ref int at, char letter)
    {
        if (Bytes.At(text, at) != letter)
            return false;
        at++;
        return true;
    }
}
