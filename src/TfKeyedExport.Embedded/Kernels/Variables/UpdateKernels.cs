using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Adds to a variable, or subtracts from it, as one step.</summary>
internal sealed class AssignChangeKernel<T>(bool subtract, bool isReference) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        Value change = context.Input(1);
        Variable variable = context.Variable(0);
        ConstantValue value = variable.Update(current =>
        {
            if (!current.Value.Shape.SequenceEqual(change.Shape))
                throw KernelContext.Error($"a change of shape {change.ToShape()} does not fit the variable's {current.Value.ToShape()}");
            ReadOnlySpan<T> old = current.Value.Span<T>(), by = change.Span<T>();
            using var changes = new Scratch<T>(context, old.Length);
            Span<T> changed = changes.Span;
            for (int i = 0; i < changed.Length; i++)
                changed[i] = unchecked(subtract ? old[i] - by[i] : old[i] + by[i]);
            return ConstantValue.Copy(current.Value.Type, current.Value.Shape, MemoryMarshal.AsBytes(changed));
        });
        if (isReference)
            context.Refer(variable, value);
    }
}

/// <summary>Makes the kernels that change variables.</summary>
internal static class UpdateKernels
{
    public static Kernel Change(KernelRequest request, bool subtract, bool isReference = false) => request.InputType(1) switch
    {
        DataType.Float => new AssignChangeKernel<float>(subtract, isReference),
        DataType.Double => new AssignChangeKernel<double>(subtract, isReference),
        DataType.Int32 => new AssignChangeKernel<int>(subtract, isReference),
        DataType.Int64 => new AssignChangeKernel<long>(subtract, isReference),
        DataType.Uint8 => new AssignChangeKernel<byte>(subtract, isReference),
        DataType.Int8 => new AssignChangeKernel<sbyte>(subtract, isReference),
        DataType.Int16 => new AssignChangeKernel<short>(subtract, isReference),
        DataType.Uint16 => new AssignChangeKernel<ushort>(subtract, isReference),
        DataType.Uint32 => new AssignChangeKernel<uint>(subtract, isReference),
        DataType.Uint64 => new AssignChangeKernel<ulong>(subtract, isReference),
        DataType.Half => new AssignChangeKernel<Half>(subtract, isReference),
        DataType type => throw request.Unsupported($"changing a {type.Name()} variable is not supported"),
    };
}
