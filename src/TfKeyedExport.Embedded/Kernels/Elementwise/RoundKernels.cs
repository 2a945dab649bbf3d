using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>Round</c>: to the nearest whole number, ties to even; integers stay as they are.</summary>
internal static class RoundKernels
{
    public static Kernel Create(KernelRequest request) =>
        request.InputType(0).IsFloating() ? FloatingKernels.Unary(request) : new Common.IdentityKernel();
}
