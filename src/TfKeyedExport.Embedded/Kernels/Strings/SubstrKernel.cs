using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>A part of each string by position and length, with broadcasting.</summary>
internal sealed class SubstrKernel(KernelRequest request) : Kernel
{
    private readonly bool _characters = StringUnit.IsCharacters(request);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), positions = context.Input(1);
        if (!positions.Shape.SequenceEqual(context.Input(2).Shape))
            throw KernelContext.Error($"pos and len should have the same shape, got: {positions.ToShape()} vs. {context.Input(2).ToShape()}");
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(input.Shape, positions.Shape, shape);
        StringBuffer target = context.AllocateStrings(0, shape[..rank]);
        Span<int> inputStrides = stackalloc int[Value.MaxRank], positionStrides = stackalloc int[Value.MaxRank];
        Broadcast.Strides(input.Shape, rank, inputStrides);
        Broadcast.Strides(positions.Shape, rank, positionStrides);
        int count = context.Output(0).Count;
        for (int i = 0; i < count; i++)
        {
            long rest = i;
            int from = 0, at = 0;
            for (int d = rank - 1; d >= 0; d--)
            {
                int index = (int)(rest % shape[d]);
                rest /= shape[d];
                from += index * inputStrides[d];
                at += index * positionStrides[d];
            }
            target.Add(Part(input.Strings[from], context.Integer(1, at), context.Integer(2, at), i));
        }
    }

    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> text, long position, long length, int index)
    {
        if (_characters)
        {
            int first = position < 0 ? StringUnit.Back(text, -position) : StringUnit.Forward(text, 0, position, out long left) is var at && left == 0 ? at : -1;
            if (first < 0)
                throw KernelContext.Error($"pos {position} out of range for string at index {index}");
            return text[first..StringUnit.Forward(text, first, length, out _)];
        }
        if (position < -text.Length || position > text.Length)
            throw KernelContext.Error($"pos {position} out of range for string at index {index}, which has the length {text.Length}");
        int start = (int)(position < 0 ? position + text.Length : position);
        return text.Slice(start, length < 0 ? text.Length - start : (int)Math.Min(length, text.Length - start));
    }
}
