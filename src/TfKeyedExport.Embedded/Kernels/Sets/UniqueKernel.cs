using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>The distinct elements of a vector, or slices along an axis, in the order of their first appearance; where each went; how often each came.</summary>
/// <typeparam name="TIndex">The type of places and counts.</typeparam>
internal sealed unsafe class UniqueKernel<TIndex> : Kernel
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private readonly bool _hasAxis;
    private readonly DataType _type;

    public UniqueKernel(KernelRequest request)
    {
        _hasAxis = request.InputCount > 1;
        _type = request.InputType(0);
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        (int outer, int count, int inner) = Slices(context, input);
        using var firsts = new Scratch<int>(context, count);
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 2L));
        using var table = new Scratch<int>(context, slots);
        Span<TIndex> places = context.Allocate<TIndex>(1, count);
        var slices = new SliceSet(input, _type, outer, count, inner);
        int distinct = slices.Find(firsts.Span, table.Span, places);
        Gather(context, input, firsts.Span[..distinct], outer, count, inner);
        if (context.OutputCount < 3)
            return;
        Span<TIndex> counts = context.Allocate<TIndex>(2, distinct);
        counts.Clear();
        foreach (TIndex place in places)
            counts[int.CreateTruncating(place)]++;
    }

    private (int Outer, int Count, int Inner) Slices(KernelContext context, Value input)
    {
        if (!_hasAxis || context.Input(1).Count == 0)
        {
            return input.Rank == 1 ? (1, input.Dim(0), 1) : throw context.ShapeError(0, "without an axis it must be a vector");
        }
        if (context.Input(1) is not { Rank: 1, Count: 1 })
            throw KernelContext.Error("axis does not support input tensors larger than 1 element");
        long axis = context.Integer(1);
        if (axis < -input.Rank || axis >= input.Rank)
            throw KernelContext.Error($"axis has to be between [0, {input.Rank})");
        int at = (int)(axis < 0 ? axis + input.Rank : axis);
        long outer = 1, inner = 1;
        for (int d = 0; d < at; d++)
            outer *= input.Dim(d);
        for (int d = at + 1; d < input.Rank; d++)
            inner *= input.Dim(d);
        return (checked((int)outer), input.Dim(at), checked((int)inner));
    }

    private void Gather(KernelContext context, Value input, ReadOnlySpan<int> firsts, int outer, int count, int inner)
    {
        Span<long> shape = stackalloc long[input.Rank];
        input.Shape.CopyTo(shape);
        shape[Axis(context, input)] = firsts.Length;
        if (_type == DataType.String)
        {
            StringBuffer target = context.AllocateStrings(0, shape);
            StringBuffer source = input.Strings;
            for (int o = 0; o < outer; o++)
            {
                foreach (int first in firsts)
                {
                    for (int i = 0; i < inner; i++)
                        target.Add(source[(((o * count) + first) * inner) + i]);
                }
            }
            return;
        }
        Value output = context.Allocate(0, shape);
        long bytes = (long)inner * _type.Size();
        byte* to = output.Bytes;
        for (int o = 0; o < outer; o++)
        {
            foreach (int first in firsts)
            {
                Buffer.MemoryCopy(input.Bytes + ((((long)o * count) + first) * bytes), to, bytes, bytes);
                to += bytes;
            }
        }
    }

    private int Axis(KernelContext context, Value input)
    {
        if (!_hasAxis || context.Input(1).Count == 0)
            return 0;
        long axis = context.Integer(1);
        return (int)(axis < 0 ? axis + input.Rank : axis);
    }
}
