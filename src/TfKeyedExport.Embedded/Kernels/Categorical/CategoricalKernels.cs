using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Categorical;

/// <summary>Steps that planning makes of categorical columns.</summary>
internal static class CategoricalKernels
{
    public static void Register(KernelRegistry registry) => registry
        .AddStep<MaskedLookupStep>((_, _) => new MaskedLookupKernel())
        .AddStep<MultiHotStep>((_, _) => new MultiHotKernel());
}
