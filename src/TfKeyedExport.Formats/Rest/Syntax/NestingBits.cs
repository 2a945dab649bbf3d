using System.Buffers;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Which of the containers that are open are objects: a bit a level, so that no depth takes the stack.</summary>
/// <param name="first">Memory for the first levels.</param>
internal ref struct NestingBits(Span<ulong> first)
{
    private Span<ulong> _bits = first;
    private ulong[]? _rented;
    private int _depth;

    /// <summary>How many containers are open.</summary>
    public readonly int Depth => _depth;

    /// <summary>Opens one.</summary>
    public void Push(bool isObject)
    {
        int word = _depth >> 6;
        if (word == _bits.Length)
            Grow();
        ulong bit = 1UL << _depth;
        _bits[word] = isObject ? _bits[word] | bit : _bits[word] & ~bit;
        _depth++;
    }

    /// <summary>Closes one and tells whether the one around it is an object; there has to be one around it.</summary>
    public bool Pop()
    {
        _depth--;
        return (_bits[(_depth - 1) >> 6] >> (_depth - 1) & 1) != 0;
    }

    /// <summary>Closes the outermost one.</summary>
    public void PopLast() => _depth--;

    /// <summary>Gives memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<ulong>.Shared.Return(_rented);
        _rented = null;
    }

    private void Grow()
    {
        ulong[] larger = ArrayPool<ulong>.Shared.Rent(_bits.Length * 2);
        _bits.CopyTo(larger);
        Dispose();
        _rented = larger;
        _bits = larger;
    }
}
