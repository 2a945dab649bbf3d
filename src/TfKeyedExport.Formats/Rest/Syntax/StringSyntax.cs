using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Strings: where they end. Bytes that are not UTF-8 are taken as they are.</summary>
internal static class StringSyntax
{
    /// <summary>What may not stand in a string as it is.</summary>
    public static readonly SearchValues<byte> Stops = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Checks a string and finds its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its first quotation mark.</param>
    /// <returns>The place behind its last one.</returns>
    public static int Check(ReadOnlySpan<byte> text, int at)
    {
        at++;
        while (true)
        {
            at = FindStop(text, at);
            switch (Bytes.At(text, at))
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\':
                    at = Escapes.Check(text, at);
                    break;
                case 0:
                    SyntaxError.Throw(SyntaxError.Quote, at);
                    break;
                default:
                    SyntaxError.Throw(SyntaxError.Escape, at);
                    break;
            }
        }
    }

    /// <summary>The end of a string that was checked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place behind its first quotation mark.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    /// <returns>The place of its last quotation mark.</returns>
    public static int End(ReadOnlySpan<byte> text, int start, out bool escaped)
    {
        escaped = false;
        int at = start;
        while (true)
        {
            at = FindStop(text, at);
            if (text[at] == '"')
                return at;
            escaped = true;
            at += 2;
        }
    }

    /// <summary>The most bytes of a string that is copied in one step.</summary>
    public const int Short = 16;

    /// <summary>Copies a string that was checked, if it is shorter than <see cref="Short"/> and has no escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place behind its first quotation mark.</param>
    /// <param name="destination">At least <see cref="Short"/> bytes, all of which may be written.</param>
    /// <returns>The place of its last quotation mark; -1 if it was not copied, which can also be since the text ends soon.</returns>
    public static int CopyShort(ReadOnlySpan<byte> text, int start, Span<byte> destination)
    {
        if (!Vector128.IsHardwareAccelerated || start > text.Length - Short)
            return -1;
        var bytes = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(text), (nuint)start);
        int length = BitOperations.TrailingZeroCount(StopsIn(bytes));
        if (length >= Short || text[start + length] != '"')
            return -1;
        bytes.CopyTo(destination);
        return start + length;
    }

    // The next of what may not stand in a string as it is, or the text's end. Most strings are short, and done in one step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindStop(ReadOnlySpan<byte> text, int at)
    {
        if (Vector128.IsHardwareAccelerated && at <= text.Length - Vector128<byte>.Count)
        {
            uint places = StopsIn(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(text), (nuint)at));
            if (places != 0)
                return at + BitOperations.TrailingZeroCount(places);
            at += Vector128<byte>.Count;
        }
        int step = at < text.Length ? text[at..].IndexOfAny(Stops) : -1;
        return step < 0 ? text.Length : at + step;
    }

    // A bit for each byte that may not stand in a string as it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StopsIn(Vector128<byte> bytes)
    {
        Vector128<byte> stops = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
        return stops.ExtractMostSignificantBits();
    }
}
