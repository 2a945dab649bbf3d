namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Reading tensors out of serialized messages.</summary>
internal static class ParsingKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("ParseExample", Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r))
        .Add("ParseExampleV2", Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r));
}
