using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>
/// A member's name as it most often stands in a text, with quotation marks and colon, to be recognised in one step; only a short one without escapes.
/// </summary>
internal readonly struct QuotedName
{
    private readonly Vector256<byte> _bytes;
    private readonly Vector256<byte> _mask;
    private readonly int _length;

    /// <summary>Takes a name up.</summary>
    public QuotedName(ReadOnlySpan<byte> name)
    {
        if (name.Length + 3 > Vector256<byte>.Count || name.IndexOfAny(StringSyntax.Stops) >= 0)
            return;
        byte[] quoted = [(byte)'"', .. name, (byte)'"', (byte)':'];
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        quoted.CopyTo(bytes);
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        mask[..quoted.Length].Fill(byte.MaxValue);
        _bytes = Vector256.Create<byte>(bytes);
        _mask = Vector256.Create<byte>(mask);
        _length = quoted.Length;
    }

    /// <summary>Passes the name if it stands there so.</summary>
    /// <param name="text">The text, whose syntax was checked.</param>
    /// <param name="at">The place of a name's first quotation mark; becomes the place of the value if it is this name.</param>
    /// <returns>Whether it is; false can also mean that it cannot be told so.</returns>
    public bool TryPass(ReadOnlySpan<byte> text, ref int at)
    {
        if (_length == 0 || at > text.Length - Vector256<byte>.Count)
            return false;
        var there = Vector256.LoadUnsafe(in MemoryMarshal.GetReference(text), (nuint)at);
        if ((there & _mask) != _bytes)
            return false;
        at = Bytes.SkipBlanks(text, at + _length);
        return true;
    }
}
