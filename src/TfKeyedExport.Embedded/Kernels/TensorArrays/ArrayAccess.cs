using TfKeyedExport.Embedded.Kernels.TensorLists;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorArrays;

/// <summary>Reading and writing arrays of tensors by TensorFlow's rules: an element is written once, and given up when it is read.</summary>
internal static class ArrayAccess
{
    /// <summary>The array that an input's handle stands for.</summary>
    public static TensorArray Array(this KernelContext context, int input) => context.Input(input).Object as TensorArray
        ?? throw KernelContext.Error($"input {input} is not the handle of an array of tensors");

    /// <summary>Gives the flow on, which only says in which order an array's operations come.</summary>
    public static void GiveFlow(this KernelContext context, int output) => context.Allocate<float>(output)[0] = 0;

    /// <summary>Gets ready to write an element.</summary>
    /// <param name="array">The array; made longer if it may be.</param>
    /// <param name="index">The element.</param>
    /// <param name="type">The type of what is written.</param>
    /// <param name="shape">The shape of what is written.</param>
    /// <returns>The element.</returns>
    public static int BeginWrite(TensorArray array, long index, DataType type, ReadOnlySpan<long> shape)
    {
        TensorList items = array.Items;
        if (type != items.Type)
            throw KernelContext.Error($"an element of type {type.Name()} does not fit an array of {items.Type.Name()}");
        if (!Fits(shape, items))
            throw KernelContext.Error($"an element of shape {ShapeText.Of(shape)} does not fit an array of {ShapeText.Of(items.ElementShape)}");
        if (index < 0 || index >= TensorListReserveKernel.MostElements || (index >= items.Count && !array.IsDynamic))
            throw KernelContext.Error($"the index {index} lies outside an array of {items.Count} elements{(array.IsDynamic ? "" : ", which cannot grow")}");
        if (index >= items.Count)
            array.Resize((int)index + 1);
        ref TensorArray.ElementState state = ref array.States[(int)index];
        if (state != TensorArray.ElementState.Open)
            throw KernelContext.Error(
                $"element {index} of the array was {(state == TensorArray.ElementState.Written ? "written" : "read")} already; an element is written once");
        state = TensorArray.ElementState.Written;
        if (array.HasOneShape)
            items.Begin(items.Type, shape, true);
        return (int)index;
    }

    /// <summary>Makes an element readable: zeros if it was never written and its shape is known.</summary>
    public static Value Element(KernelContext context, TensorArray array, long index)
    {
        TensorList items = array.Items;
        int i = index >= 0 && index < items.Count
            ? (int)index
            : throw KernelContext.Error($"the index {index} lies outside an array of {items.Count} elements");
        if (array.States[i] == TensorArray.ElementState.Cleared)
            throw KernelContext.Error($"element {i} of the array was read before, which gave it up: only arrays with clear_after_read=False are read twice");
        if (items[i] is { } written)
            return written;
        if (!items.HasElementRank || items.ElementShape.Contains(-1))
            throw KernelContext.Error($"element {i} of the array was never written, and its shape is not known");
        if (items.Type == DataType.String && !items.ElementShape.Contains(0))
            throw KernelContext.Error($"element {i} of the array was never written; only numbers are zero then");
        Value zeros = context.Rent();
        zeros.Zeros(items.Type, items.ElementShape, context.Call.Pool);
        items.Set(i, zeros);
        context.Call.Return(zeros);
        return items[i]!;
    }

    /// <summary>An element was read: it may have to be given up.</summary>
    public static void EndRead(TensorArray array, int index)
    {
        if (!array.ClearsWhenRead)
            return;
        array.Items.Unset(index);
        array.States[index] = TensorArray.ElementState.Cleared;
    }

    private static bool Fits(ReadOnlySpan<long> shape, TensorList items)
    {
        bool fits = !items.HasElementRank || items.ElementShape.Length == shape.Length;
        for (int d = 0; fits && items.HasElementRank && d < shape.Length; d++)
            fits = items.ElementShape[d] < 0 || items.ElementShape[d] == shape[d];
        return fits;
    }
}
