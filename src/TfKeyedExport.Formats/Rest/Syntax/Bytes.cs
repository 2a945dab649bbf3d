using System.Runtime.CompilerServices;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Looking at single bytes of a text, whose end reads as a zero.</summary>
internal static class Bytes
{
    /// <summary>The byte at a place; 0 behind the end, where the text ends for every rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : (byte)0;

    /// <summary>Whether the byte at a place is a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9;

    /// <summary>The first place that is no blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at < (uint)text.Length && text[at] > ' ')
            return at;
        if ((uint)(at + 1) < (uint)text.Length && text[at] == ' ' && text[at + 1] > ' ')
            return at + 1;
        return SkipMany(text, at);
    }

    private static int SkipMany(ReadOnlySpan<byte> text, int at)
    {
        while ((uint)at < (uint)text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }
}
