using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Joins strings in the same place of several tensors; scalars go with every place.</summary>
internal sealed class JoinKernel(KernelRequest request) : Kernel
{
    private readonly byte[] _separator = request.Attributes.TryGet("separator", out Protos.AttrValue? value) ? value.S.ToByteArray() : [];

    public override void Run(KernelContext context)
    {
        int model = 0;
        if (context.InputCount == 0)
            throw KernelContext.Error("there is nothing to join");
        for (int i = 0; i < context.InputCount; i++)
        {
            if (context.Input(i).Rank == 0)
                continue;
            if (context.Input(model).Rank == 0)
                model = i;
            else if (!context.Input(i).Shape.SequenceEqual(context.Input(model).Shape))
                throw KernelContext.Error($"Input shapes do not match: {context.Input(i).ToShape()} vs. {context.Input(model).ToShape()}");
        }
        StringBuffer target = context.AllocateStrings(0, context.Input(model).Shape);
        int count = context.Input(model).Count;
        for (int place = 0; place < count; place++)
        {
            int length = _separator.Length * (context.InputCount - 1);
            for (int i = 0; i < context.InputCount; i++)
                length = checked(length + Piece(context, i, place).Length);
            Span<byte> room = target.Extend(length);
            for (int i = 0; i < context.InputCount; i++)
            {
                ReadOnlySpan<byte> piece = Piece(context, i, place);
                piece.CopyTo(room);
                room = room[piece.Length..];
                if (i == context.InputCount - 1)
                    continue;
                _separator.CopyTo(room);
                room = room[_separator.Length..];
            }
        }
    }

    private static ReadOnlySpan<byte> Piece(KernelContext context, int input, int place) =>
        context.Strings(input)[context.Input(input).Rank == 0 ? 0 : place];
}

/// <summary>Joins strings along dimensions.</summary>
internal sealed class ReduceJoinKernel(KernelRequest request) : Kernel
{
    private readonly byte[] _separator = request.Attributes.TryGet("separator", out Protos.AttrValue? value) ? value.S.ToByteArray() : [];
    private readonly bool _keeps = request.Attributes.Bool("keep_dims", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), axes = context.Input(1);
        Span<bool> reduced = stackalloc bool[Value.MaxRank];
        reduced.Clear();
        // The order of the axes is the order of joining: the first one changes fastest.
        Span<int> order = stackalloc int[Value.MaxRank];
        int joined = 0;
        for (int i = 0; i < axes.Count; i++)
        {
            long axis = context.Integer(1, i);
            if (axis < -input.Rank || axis >= input.Rank)
                throw KernelContext.Error($"Invalid reduction dimension {axis} for input with {input.Rank} dimension(s)");
            int d = (int)(axis < 0 ? axis + input.Rank : axis);
            if (reduced[d])
                throw KernelContext.Error($"Duplicate reduction dimension {d}");
            reduced[d] = true;
            order[joined++] = d;
        }
        order[..joined].Reverse();
        Span<long> strides = stackalloc long[Value.MaxRank];
        long stride = 1;
        for (int d = input.Rank - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= input.Dim(d);
        }
        Span<long> shape = stackalloc long[Value.MaxRank];
        Span<int> kept = stackalloc int[Value.MaxRank];
        int rank = 0, outer = 0;
        long pieces = 1, results = 1;
        for (int d = 0; d < input.Rank; d++)
        {
            if (reduced[d])
            {
                pieces *= input.Dim(d);
                if (_keeps)
                    shape[rank++] = 1;
                continue;
            }
            results *= input.Dim(d);
            kept[outer++] = d;
            shape[rank++] = input.Dim(d);
        }
        StringBuffer target = context.AllocateStrings(0, shape[..rank]);
        for (int i = 0; i < results; i++)
            Join(input, Offset(input, i, kept[..outer], strides), (int)pieces, order[..joined], strides, target);
    }

    private void Join(Value input, long start, int pieces, ReadOnlySpan<int> order, ReadOnlySpan<long> strides, StringBuffer target)
    {
        long length = (long)_separator.Length * Math.Max(0, pieces - 1);
        for (int i = 0; i < pieces; i++)
            length += input.Strings[(int)(start + Offset(input, i, order, strides))].Length;
        Span<byte> room = target.Extend(checked((int)length));
        for (int i = 0; i < pieces; i++)
        {
            if (i > 0)
            {
                _separator.CopyTo(room);
                room = room[_separator.Length..];
            }
            ReadOnlySpan<byte> piece = input.Strings[(int)(start + Offset(input, i, order, strides))];
            piece.CopyTo(room);
            room = room[piece.Length..];
        }
    }

    private static long Offset(Value input, long index, ReadOnlySpan<int> dimensions, ReadOnlySpan<long> strides)
    {
        long offset = 0;
        for (int i = dimensions.Length - 1; i >= 0; i--)
        {
            int d = dimensions[i];
            offset += index % input.Dim(d) * strides[d];
            index /= input.Dim(d);
        }
        return offset;
    }
}
