using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>The shape of a variable's value.</summary>
internal sealed class VariableShapeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<long> shape = context.Variable(0).Current.Value.Shape;
        Span<T> result = context.Allocate<T>(0, shape.Length);
        for (int i = 0; i < shape.Length; i++)
            result[i] = T.CreateChecked(shape[i]);
    }
}
