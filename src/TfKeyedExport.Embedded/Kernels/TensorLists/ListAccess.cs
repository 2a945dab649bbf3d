using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary>Reading lists and the shapes of their elements.</summary>
internal static class ListAccess
{
    /// <summary>The list that an input holds.</summary>
    public static TensorList List(this KernelContext context, int input) => context.Input(input).Object as TensorList
        ?? throw KernelContext.Error($"input {input} is not a list of tensors");

    /// <summary>A new list as an output.</summary>
    public static TensorList NewList(this KernelContext context, int output)
    {
        TensorList list = context.Call.Lists.Rent();
        context.Output(output).SetObject(DataType.Variant, list);
        return list;
    }

    /// <summary>An input's list as an output that may be changed: the same list if nobody else reads it, else a copy.</summary>
    public static TensorList ChangedList(this KernelContext context, int output, int input)
    {
        TensorList list = context.List(input);
        if (context.IsLastUse(input) && list.IsUnshared)
        {
            context.Forward(output, input);
            return list;
        }
        TensorList copy = context.NewList(output);
        copy.CopyFrom(list);
        return copy;
    }

    /// <summary>Reads a shape given as a vector, or -1 for an unknown rank.</summary>
    /// <returns>The rank, or -1.</returns>
    public static int ElementShape(this KernelContext context, int input, Span<long> shape)
    {
        Value value = context.Input(input);
        if (value.Rank == 0)
            return -1;
        if (value.Count > Value.MaxRank)
            throw context.ShapeError(input, $"an element has at most {Value.MaxRank} dimensions");
        for (int i = 0; i < value.Count; i++)
            shape[i] = context.Integer(input, i);
        return value.Count;
    }

    /// <summary>Takes what is known of a shape from two sources together.</summary>
    /// <param name="rank">The rank of <paramref name="shape"/>, or -1.</param>
    /// <param name="shape">One shape; receives the common one.</param>
    /// <param name="other">The other shape.</param>
    /// <param name="hasOther">Whether the other's rank is known.</param>
    /// <returns>The common rank, or -1.</returns>
    public static int Merge(int rank, Span<long> shape, ReadOnlySpan<long> other, bool hasOther)
    {
        if (!hasOther)
            return rank;
        if (rank < 0)
        {
            other.CopyTo(shape);
            return other.Length;
        }
        if (rank != other.Length)
            throw KernelContext.Error($"the elements' shape {ShapeText.Of(shape[..rank])} does not fit {ShapeText.Of(other)}");
        for (int i = 0; i < rank; i++)
        {
            if (shape[i] >= 0 && other[i] >= 0 && shape[i] != other[i])
                throw KernelContext.Error($"the elements' shape {ShapeText.Of(shape[..rank])} does not fit {ShapeText.Of(other)}");
            shape[i] = Math.Max(shape[i], other[i]);
        }
        return rank;
    }

    /// <summary>The shape of all elements of a list, for operations that need it whole.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="list">The list.</param>
    /// <param name="input">The input that declares the elements' shape.</param>
    /// <param name="shape">Receives the shape.</param>
    /// <returns>The rank.</returns>
    public static int WholeShape(this KernelContext context, TensorList list, int input, Span<long> shape)
    {
        int rank = context.ElementShape(input, shape);
        rank = Merge(rank, shape, list.ElementShape, list.HasElementRank);
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is { } item)
                rank = Merge(rank, shape, item.Shape, true);
        }
        if (rank < 0 || shape[..rank].Contains(-1))
            throw KernelContext.Error("the shape of the list's elements is not fully known, and no element says it");
        return rank;
    }

    /// <summary>Checks an index.</summary>
    public static int Index(TensorList list, long index) => index >= 0 && index < list.Count
        ? (int)index
        : throw KernelContext.Error($"the index {index} lies outside a list of {list.Count} elements");

    /// <summary>Makes an output of zeros, for an element that was never set.</summary>
    public static void Zeros(this KernelContext context, int output, DataType type, ReadOnlySpan<long> shape) =>
        context.Output(output).Zeros(type, shape, context.Call.Pool);

    /// <summary>Makes zeros, or empty strings.</summary>
    public static unsafe void Zeros(this Value value, DataType type, ReadOnlySpan<long> shape, BufferPool pool)
    {
        if (type == DataType.String)
        {
            StringBuffer strings = value.AllocateStrings(shape, pool);
            for (int i = 0; i < value.Count; i++)
                strings.Add([]);
            return;
        }
        value.Allocate(type, shape, pool);
        new Span<byte>(value.Bytes, checked((int)value.ByteCount)).Clear();
    }
}
