using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Walks through a common shape, element by element, and knows where up to three operands are.</summary>
internal ref struct BroadcastWalk
{
    private readonly int _rank;
    private Positions _sizes;
    private Positions _position;
    private Positions _leftStrides;
    private Positions _rightStrides;
    private Positions _thirdStrides;

    public BroadcastWalk(ReadOnlySpan<long> shape, ReadOnlySpan<long> left, ReadOnlySpan<long> right, ReadOnlySpan<long> third = default)
    {
        _rank = shape.Length;
        for (int d = 0; d < _rank; d++)
            _sizes[d] = (int)shape[d];
        Broadcast.Strides(left, _rank, _leftStrides);
        Broadcast.Strides(right, _rank, _rightStrides);
        Broadcast.Strides(third, _rank, _thirdStrides);
    }

    /// <summary>The element of the left operand.</summary>
    public int Left { get; private set; }

    /// <summary>The element of the right operand.</summary>
    public int Right { get; private set; }

    /// <summary>The element of the third operand.</summary>
    public int Third { get; private set; }

    /// <summary>Goes on to the next element.</summary>
    public void Next()
    {
        for (int d = _rank - 1; d >= 0; d--)
        {
            Left += _leftStrides[d];
            Right += _rightStrides[d];
            Third += _thirdStrides[d];
            if (++_position[d] < _sizes[d])
                return;
            Left -= _leftStrides[d] * _position[d];
            Right -= _rightStrides[d] * _position[d];
            Third -= _thirdStrides[d] * _position[d];
            _position[d] = 0;
        }
    }

    [InlineArray(Value.MaxRank)]
    private struct Positions
    {
        private int _first;
    }
}
