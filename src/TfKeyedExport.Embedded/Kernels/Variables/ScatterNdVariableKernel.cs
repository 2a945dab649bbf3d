using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Kernels.Scattering;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Writes updates into the slices of a variable that rows of indices name, as one step.</summary>
/// <remarks>The operation is given what is there and the update.</remarks>
internal sealed class ScatterNdVariableKernel<T, TOperation> : Kernel
    where T : unmanaged
    where TOperation : IBinaryOperation<T, T>
{
    public override void Run(KernelContext context) => context.Variable(0).Update(current => Scatter(context, current.Value));

    private static ConstantValue Scatter(KernelContext context, Value current)
    {
        Value indices = context.Input(1), updates = context.Input(2);
        var rows = new IndexRows(indices, current.Shape);
        ScatterShapes.Check(rows, indices, updates, current.Shape);
        using var changes = new Scratch<T>(context, current.Count);
        Span<T> changed = changes.Span;
        current.Span<T>().CopyTo(changed);
        ReadOnlySpan<T> given = updates.Span<T>();
        for (int row = 0; row < rows.Count; row++)
        {
            int slice = rows.Slice(row);
            if (slice < 0)
                throw rows.OutOfRange(row);
            Span<T> target = changed.Slice(slice * rows.SliceSize, rows.SliceSize);
            PairLoops<T, T, TOperation>.Both(target, given.Slice(row * rows.SliceSize, rows.SliceSize), target);
        }
        return ConstantValue.Copy(current.Type, current.Shape, MemoryMarshal.AsBytes(changed));
    }
}

/// <summary>Choosing the kernel by how an update meets what is there, and by the element type.</summary>
internal static class ScatterNdVariableKernels
{
    public static Kernel Add(KernelRequest request) => NumberTypes.Make<AddMaker>(request, request.InputType(2));

    public static Kernel Max(KernelRequest request) => NumberTypes.Make<MaxMaker>(request, request.InputType(2));

    public static Kernel Min(KernelRequest request) => NumberTypes.Make<MinMaker>(request, request.InputType(2));

    public static Kernel Sub(KernelRequest request) => NumberTypes.Make<SubMaker>(request, request.InputType(2));

    public static Kernel Update(KernelRequest request) => request.InputType(2).Size() switch
    {
        1 => new ScatterNdVariableKernel<byte, NewUpdate<byte>>(),
        2 => new ScatterNdVariableKernel<ushort, NewUpdate<ushort>>(),
        4 => new ScatterNdVariableKernel<uint, NewUpdate<uint>>(),
        8 => new ScatterNdVariableKernel<ulong, NewUpdate<ulong>>(),
        _ => new ScatterNdVariableKernel<UInt128, NewUpdate<UInt128>>(),
    };

    private readonly struct AddMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdVariableKernel<T, AddOperation<T>>();
    }

    private readonly struct MaxMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdVariableKernel<T, GreaterUpdate<T>>();
    }

    private readonly struct MinMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdVariableKernel<T, LesserUpdate<T>>();
    }

    private readonly struct SubMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdVariableKernel<T, SubOperation<T>>();
    }
}
