namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>A walk through positions of several dimensions, the last one fastest.</summary>
/// <param name="sizes">The sizes.</param>
/// <param name="first">The number of the position to start from.</param>
internal ref struct EinsumWalk(ReadOnlySpan<int> sizes, int first = 0)
{
    private readonly ReadOnlySpan<int> _sizes = sizes;

    /// <summary>The number of the position.</summary>
    public int Position { get; private set; } = first;

    /// <summary>Where the position is in memory of given strides.</summary>
    public readonly nint Offset(ReadOnlySpan<int> strides)
    {
        nint offset = 0;
        int rest = Position;
        for (int d = _sizes.Length - 1; d >= 0; d--)
        {
            rest = Math.DivRem(rest, _sizes[d], out int at);
            offset += (nint)at * strides[d];
        }
        return offset;
    }

    /// <summary>Goes on to the next position.</summary>
    public void Next() => Position++;
}
