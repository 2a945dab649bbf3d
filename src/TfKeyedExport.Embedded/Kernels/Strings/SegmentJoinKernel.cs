using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary><c>UnsortedSegmentJoin</c>: joins the strings of each segment, in order.</summary>
internal sealed class SegmentJoinKernel(KernelRequest request) : Kernel
{
    private readonly byte[] _separator = request.Attributes.TryGet("separator", out Protos.AttrValue? value) ? value.S.ToByteArray() : [];

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), ids = context.Input(1);
        if (context.Input(2).Count != 1 || context.Integer(2) < 0)
            throw KernelContext.Error("num_segments must be one number that is not negative");
        long segments = context.Integer(2);
        if (ids.Rank == 0 || ids.Rank > input.Rank || !input.Shape[..ids.Rank].SequenceEqual(ids.Shape))
            throw KernelContext.Error($"inputs {input.ToShape()} must begin with the dimensions of segment_ids, {ids.ToShape()}");
        int run = Arrays.Axes.Product(input.Shape[ids.Rank..]);
        Span<long> shape = stackalloc long[input.Rank - ids.Rank + 1];
        shape[0] = segments;
        input.Shape[ids.Rank..].CopyTo(shape[1..]);
        for (int i = 0; i < ids.Count; i++)
        {
            if (context.Integer(1, i) >= segments)
                throw KernelContext.Error($"segment_ids[{i}] = {context.Integer(1, i)} is not below {segments}");
        }
        // The strings of a segment, first to last, as a chain of places.
        using var next = new Scratch<int>(context, ids.Count + 1);
        using var first = new Scratch<int>(context, checked((int)segments) + 1);
        first.Span.Fill(-1);
        for (int i = ids.Count - 1; i >= 0; i--)
        {
            long segment = context.Integer(1, i);
            if (segment < 0)
                throw KernelContext.Error($"segment_ids[{i}] = {segment} is negative");
            next.Span[i] = first.Span[(int)segment];
            first.Span[(int)segment] = i;
        }
        StringBuffer target = context.AllocateStrings(0, shape);
        for (int segment = 0; segment < segments; segment++)
        {
            for (int k = 0; k < run; k++)
                Join(input.Strings, first.Span[segment], next.Span, run, k, target);
        }
    }

    // As in TensorFlow, empty strings at the beginning leave no separator behind.
    private void Join(StringBuffer strings, int first, ReadOnlySpan<int> next, int run, int column, StringBuffer target)
    {
        long length = 0;
        for (int i = first; i >= 0; i = next[i])
            length += strings[(i * run) + column].Length + (length == 0 ? 0 : _separator.Length);
        Span<byte> all = target.Extend(checked((int)length)), room = all;
        for (int i = first; i >= 0; i = next[i])
        {
            if (room.Length < all.Length)
            {
                _separator.CopyTo(room);
                room = room[_separator.Length..];
            }
            strings[(i * run) + column].CopyTo(room);
            room = room[strings[(i * run) + column].Length..];
        }
    }
}
