using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Writes updates into rows of a variable, as one step; a scalar update goes into each row. A TensorFlow 1 variable is passed on.</summary>
/// <remarks>The operation is given what is there and the update.</remarks>
internal sealed class ScatterVariableKernel<T, TOperation>(bool isReference, bool divides = false) : Kernel
    where T : unmanaged
    where TOperation : IBinaryOperation<T, T>
{
    public override void Run(KernelContext context)
    {
        Variable variable = context.Variable(0);
        ConstantValue value = variable.Update(current => Scatter(context, current.Value));
        if (isReference)
            context.Refer(variable, value);
    }

    private ConstantValue Scatter(KernelContext context, Value current)
    {
        Value indices = context.Input(1), updates = context.Input(2);
        if (current.Rank < 1)
            throw KernelContext.Error("the variable must have at least one dimension");
        bool scalar = updates.Rank == 0;
        if (!scalar && !IsRows(indices, updates, current))
            throw KernelContext.Error(
                $"updates of shape {updates.ToShape()} do not fit indices of shape {indices.ToShape()} and a variable of {current.ToShape()}");
        if (divides && updates.Span<T>().Contains(default, EqualityComparer<T>.Default))
            throw KernelContext.Error("the variable is divided by updates that contain zero");
        using var changes = new Scratch<T>(context, current.Count);
        Span<T> changed = changes.Span;
        current.Span<T>().CopyTo(changed);
        int rows = current.Dim(0), width = rows == 0 ? 0 : changed.Length / rows;
        ReadOnlySpan<T> given = updates.Span<T>();
        for (int i = 0; i < indices.Count; i++)
        {
            long row = context.Integer(1, i);
            if ((ulong)row >= (ulong)rows)
                throw KernelContext.Error($"indices[{i}] = {row} is not in [0, {rows})");
            Span<T> target = changed.Slice((int)row * width, width);
            if (scalar)
                PairLoops<T, T, TOperation>.RightScalar(target, given[0], target);
            else
                PairLoops<T, T, TOperation>.Both(target, given.Slice(i * width, width), target);
        }
        return ConstantValue.Copy(current.Type, current.Shape, MemoryMarshal.AsBytes(changed));
    }

    private static bool IsRows(Value indices, Value updates, Value current) =>
        updates.Rank == indices.Rank + current.Rank - 1
        && updates.Shape[..indices.Rank].SequenceEqual(indices.Shape)
        && updates.Shape[indices.Rank..].SequenceEqual(current.Shape[1..]);
}
