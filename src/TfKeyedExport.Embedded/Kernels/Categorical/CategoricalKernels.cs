using TfKeyedExport.Embedded.Planning;

namespace TfKeyedExport.Embedded.Kernels.Categorical;

/// <summary>Steps that planning makes of categorical columns.</summary>
internal static class CategoricalKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(MaskedLookupFusion.Op, Exactness.BitExact, TypeSets.Any, _ => new MaskedLookupKernel())
        .Add(MultiHotFusion.Op, Exactness.BitExact, TypeSets.Any, _ => new MultiHotKernel());
}
