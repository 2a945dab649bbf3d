using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>The elements of one vector that another does not hold, and their places.</summary>
internal sealed unsafe class ListDiffKernel<TIndex>(DataType type) : Kernel
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public override void Run(KernelContext context)
    {
        Value x = context.Input(0), y = context.Input(1);
        if (x.Rank != 1)
            throw context.ShapeError(0, "x should be a 1D vector.");
        if (y.Rank != 1)
            throw context.ShapeError(1, "y should be a 1D vector.");
        int total = x.Count + y.Count;
        Value joined = context.Rent();
        try
        {
            Join(context, x, y, joined);
            using var firsts = new Scratch<int>(context, total);
            using var places = new Scratch<int>(context, total);
            using var table = new Scratch<int>(context, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, total * 2L)));
            new SliceSet(joined, type, 1, total, 1).Find(firsts.Span, table.Span, places.Span);
            // y stands first: what x adds to it begins with the first number that y does not use.
            int known = 0;
            for (int i = 0; i < y.Count; i++)
                known = Math.Max(known, places.Span[i] + 1);
            Collect(context, x, places.Span[y.Count..], known);
        }
        finally
        {
            context.Call.Return(joined);
        }
    }

    private void Join(KernelContext context, Value x, Value y, Value joined)
    {
        if (type == DataType.String)
        {
            StringBuffer target = joined.AllocateStrings([x.Count + y.Count], context.Call.Pool);
            for (int i = 0; i < y.Count; i++)
                target.Add(y.Strings[i]);
            for (int i = 0; i < x.Count; i++)
                target.Add(x.Strings[i]);
            return;
        }
        joined.Allocate(type, [x.Count + y.Count], context.Call.Pool);
        Buffer.MemoryCopy(y.Bytes, joined.Bytes, joined.ByteCount, y.ByteCount);
        Buffer.MemoryCopy(x.Bytes, joined.Bytes + y.ByteCount, x.ByteCount, x.ByteCount);
    }

    private void Collect(KernelContext context, Value x, ReadOnlySpan<int> places, int known)
    {
        int count = 0;
        foreach (int place in places)
            count += place >= known ? 1 : 0;
        Span<TIndex> indices = context.Allocate<TIndex>(1, count);
        int at = 0;
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] >= known)
                indices[at++] = TIndex.CreateTruncating(i);
        }
        if (type == DataType.String)
        {
            StringBuffer strings = context.AllocateStrings(0, count);
            foreach (TIndex index in indices)
                strings.Add(x.Strings[int.CreateTruncating(index)]);
            return;
        }
        Value output = context.Allocate(0, count);
        int size = type.Size();
        for (int i = 0; i < count; i++)
            Buffer.MemoryCopy(x.Bytes + ((long)int.CreateTruncating(indices[i]) * size), output.Bytes + ((long)i * size), size, size);
    }
}
