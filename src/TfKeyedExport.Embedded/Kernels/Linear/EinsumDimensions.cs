using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Dimensions that two operands and a result are walked through together.</summary>
internal struct EinsumDimensions
{
    private Numbers _sizes;
    private Numbers _left;
    private Numbers _right;
    private Numbers _output;

    /// <summary>The number of dimensions.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of positions.</summary>
    public readonly int Count
    {
        get
        {
            int count = 1;
            for (int d = 0; d < Rank; d++)
                count *= _sizes[d];
            return count;
        }
    }

    /// <summary>The sizes.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Sizes => ((ReadOnlySpan<int>)_sizes)[..Rank];

    /// <summary>The left operand's strides.</summary>
    [UnscopedRef]
    public Span<int> Left => ((Span<int>)_left)[..Rank];

    /// <summary>The right operand's strides.</summary>
    [UnscopedRef]
    public Span<int> Right => ((Span<int>)_right)[..Rank];

    /// <summary>The result's strides.</summary>
    [UnscopedRef]
    public Span<int> Output => ((Span<int>)_output)[..Rank];

    /// <summary>Adds a dimension behind the others.</summary>
    public void Add(int size, int left, int right, int output)
    {
        if (Rank == MostDimensions)
            throw KernelContext.Error("the equation has too many dimensions");
        _sizes[Rank] = size;
        _left[Rank] = left;
        _right[Rank] = right;
        _output[Rank++] = output;
    }

    /// <summary>Sets strides as if the positions lay one behind the other, so many elements apart.</summary>
    public readonly void LayInOrder(Span<int> strides, int stride)
    {
        for (int d = Rank - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= _sizes[d];
        }
    }

    /// <summary>Whether the dimensions with these strides are one long dimension, and the distance between its elements.</summary>
    public readonly bool IsOne(ReadOnlySpan<int> strides, out int stride)
    {
        stride = 1;
        int expected = -1;
        for (int d = Rank - 1; d >= 0; d--)
        {
            if (_sizes[d] == 1)
                continue;
            if (expected < 0)
                stride = strides[d];
            else if (strides[d] != expected)
                return false;
            expected = strides[d] * _sizes[d];
        }
        return true;
    }

    /// <summary>The most dimensions.</summary>
    public const int MostDimensions = 2 * Value.MaxRank;

    [InlineArray(MostDimensions)]
    private struct Numbers
    {
        private int _first;
    }
}
