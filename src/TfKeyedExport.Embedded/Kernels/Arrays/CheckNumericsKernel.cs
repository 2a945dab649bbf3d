using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>CheckNumerics</c>: gives its input, unless a number is infinite or NaN.</summary>
internal sealed class CheckNumericsKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly string _message = request.Attributes.Text("message");

    public override void Run(KernelContext context)
    {
        foreach (T value in context.Span<T>(0))
        {
            if (!T.IsFinite(value))
                throw KernelContext.Error($"{_message}: a number is {(T.IsNaN(value) ? "NaN" : "infinite")}");
        }
        context.Forward(0, 0);
    }
}
