using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Signal;

/// <summary>
/// Fourier transforms along the last axes, computed in binary64 and rounded once. Of real numbers only the half of the last axis is there that is not
/// the other half's mirror image, and the second input says how long the axes of the real numbers are.
/// </summary>
internal sealed class FourierKernel : Kernel
{
    private readonly int _dimensions;
    private readonly bool _inverse;
    private readonly bool _fromReal;
    private readonly bool _toReal;

    public FourierKernel(KernelRequest request, int dimensions, bool inverse)
    {
        DataType from = request.InputType(0), to = request.OutputType(0);
        _dimensions = dimensions;
        _inverse = inverse;
        _fromReal = from is DataType.Float or DataType.Double;
        _toReal = to is DataType.Float or DataType.Double;
        if ((from is DataType.Float or DataType.Complex64) != (to is DataType.Float or DataType.Complex64))
            throw request.Unsupported($"{from.Name()} is not transformed into {to.Name()}");
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank, first = rank - _dimensions;
        if (first < 0)
            throw context.ShapeError(0, $"it must have at least {_dimensions} dimensions");
        Span<long> shape = stackalloc long[Value.MaxRank], lengths = stackalloc long[_dimensions];
        input.Shape.CopyTo(shape);
        input.Shape[first..].CopyTo(lengths);
        if (_fromReal || _toReal)
            ReadLengths(context, lengths);
        for (int d = 0; d < _dimensions; d++)
        {
            long size = input.Shape[first + d], needed = _toReal && d == _dimensions - 1 ? Half(lengths[d]) : lengths[d];
            if (size != 0 && size < needed)
                throw context.ShapeError(0, $"dimension {first + d} must be at least {needed} long");
        }
        lengths.CopyTo(shape[first..]);
        if (_fromReal)
            shape[rank - 1] = Half(lengths[^1]);
        Value output = context.Allocate(0, shape[..rank]);
        if (output.Count == 0)
            return;
        if (input.Count == 0)
            Clear(output);
        else
            Transform(context, input, output, lengths);
    }

    private static long Half(long length) => (length / 2) + 1;

    private void ReadLengths(KernelContext context, Span<long> lengths)
    {
        if (context.Input(1).Rank != 1 || context.Input(1).Count != _dimensions)
            throw context.ShapeError(1, $"it must be a vector of {_dimensions} lengths");
        for (int d = 0; d < _dimensions; d++)
        {
            lengths[d] = context.Integer(1, d);
            if (lengths[d] < 1)
                throw KernelContext.Error($"fft_length[{d}] is {lengths[d]}; it must be at least 1");
        }
    }

    // Blocks of as many dimensions as are transformed, one after the other. No size is beyond the input's or the output's, which are there.
    private void Transform(KernelContext context, Value input, Value output, ReadOnlySpan<long> lengths)
    {
        int width = (int)(_fromReal || _toReal ? Half(lengths[^1]) : lengths[^1]), longest = 0, lines = 1;
        for (int d = 0; d < lengths.Length; d++)
        {
            longest = Math.Max(longest, (int)lengths[d]);
            lines *= d == lengths.Length - 1 ? 1 : (int)lengths[d];
        }
        using var items = new Scratch<Complex>(context, lines * width);
        using var line = new Scratch<Complex>(context, longest);
        using var room = new Scratch<Complex>(context, FourierBlock.Room(lengths));
        var block = new FourierBlock(lengths, width, _inverse, items.Span, line.Span, room.Span);
        block.Prepare();
        int outputs = lines * output.Dim(output.Rank - 1), blocks = output.Count / outputs, inputs = input.Count / blocks;
        for (int i = 0; i < blocks; i++)
        {
            CallWatch.ThrowIfOver();
            block.Load(input, i * inputs, _fromReal);
            block.TransformAxes(withLast: !_fromReal && !_toReal);
            block.Store(output, i * outputs, _toReal);
        }
    }

    private static unsafe void Clear(Value output) => new Span<byte>(output.Bytes, checked((int)output.ByteCount)).Clear();
}
