using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary>The elements of a list as the rows of one tensor.</summary>
internal static class ListRows
{
    /// <summary>Elements of one shape as output 0, each a row; zeros for those that were never set.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="list">The list.</param>
    /// <param name="shape">The shape of the output: the number of rows, and the elements' shape.</param>
    /// <param name="rows">How many rows to copy.</param>
    /// <param name="indices">The input that says which elements; -1 for all of them in order.</param>
    public static unsafe void Stack(KernelContext context, TensorList list, ReadOnlySpan<long> shape, int rows, int indices)
    {
        CheckType(context, list);
        if (list.Type == DataType.String)
        {
            StackStrings(context, list, shape, rows, indices);
            return;
        }
        Value output = context.Allocate(0, shape);
        int bytes = rows == 0 ? 0 : checked((int)(output.ByteCount / rows));
        for (int i = 0; i < rows; i++)
        {
            Value? item = list[Source(context, list, i, indices)];
            var target = new Span<byte>(output.Bytes + ((nint)i * bytes), bytes);
            if (item is null)
                target.Clear();
            else
                Elements(item, bytes).CopyTo(target);
        }
    }

    /// <summary>The elements one behind the other along their first dimension as output 0, and how long each is as output 1.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="list">The list; every element must be set.</param>
    /// <param name="rowShape">The declared shape of a row, for lists without elements.</param>
    /// <param name="hasRowShape">Whether it is known.</param>
    public static unsafe void Concat(KernelContext context, TensorList list, ReadOnlySpan<long> rowShape, bool hasRowShape)
    {
        CheckType(context, list);
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = 0;
        long total = 0;
        Span<long> lengths = context.Allocate<long>(1, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            Value item = list[i] ?? throw KernelContext.Error($"element {i} of the list was never set");
            if (item.Rank == 0)
                throw KernelContext.Error("scalars cannot be joined");
            if (i == 0)
            {
                item.Shape.CopyTo(shape);
                rank = item.Rank;
            }
            else if (!item.Shape[1..].SequenceEqual(shape[1..rank]))
            {
                throw KernelContext.Error($"element {i} has the shape {item.ToShape()}, which does not fit the first one");
            }
            lengths[i] = item.Dim(0);
            total += item.Dim(0);
        }
        if (list.Count == 0)
        {
            rank = hasRowShape && !rowShape.Contains(-1)
                ? rowShape.Length + 1
                : throw KernelContext.Error("the list is empty and the shape of its elements is not known");
            rowShape.CopyTo(shape[1..]);
        }
        shape[0] = total;
        if (list.Type == DataType.String)
        {
            StringBuffer strings = context.AllocateStrings(0, shape[..rank]);
            for (int i = 0; i < list.Count; i++)
            {
                for (int j = 0; j < list[i]!.Count; j++)
                    strings.Add(list[i]!.Strings[j]);
            }
            return;
        }
        Value output = context.Allocate(0, shape[..rank]);
        var target = new Span<byte>(output.Bytes, checked((int)output.ByteCount));
        for (int i = 0; i < list.Count; i++)
        {
            Value item = list[i]!;
            Elements(item, item.ByteCount).CopyTo(target);
            target = target[(int)item.ByteCount..];
        }
    }

    private static void CheckType(KernelContext context, TensorList list)
    {
        if (list.Type != context.OutputType(0))
            throw KernelContext.Error($"elements of type {context.OutputType(0).Name()} are asked for; the list has {list.Type.Name()}");
    }

    private static unsafe ReadOnlySpan<byte> Elements(Value item, long bytes) => item.ByteCount == bytes
        ? new ReadOnlySpan<byte>(item.Bytes, checked((int)bytes))
        : throw KernelContext.Error($"an element of the list has {item.ByteCount} bytes; {bytes} are needed");

    private static void StackStrings(KernelContext context, TensorList list, ReadOnlySpan<long> shape, int rows, int indices)
    {
        StringBuffer strings = context.AllocateStrings(0, shape);
        int count = rows == 0 ? 0 : context.Output(0).Count / rows;
        for (int i = 0; i < rows; i++)
        {
            Value? item = list[Source(context, list, i, indices)];
            for (int j = 0; j < count; j++)
                strings.Add(item is null ? [] : item.Strings[j]);
        }
    }

    private static int Source(KernelContext context, TensorList list, int row, int indices) =>
        indices < 0 ? row : ListAccess.Index(list, context.Integer(indices, row));
}
