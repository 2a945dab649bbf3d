namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Reading tensors out of serialized messages.</summary>
internal static class ParsingKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("DecodeCSV", Exactness.BitExact, TypeSets.Any, r => new DecodeCsvKernel(r))
        .Add("DecodePaddedRaw", Exactness.BitExact, TypeSets.Plain, r => new DecodeRawKernel(r), typeAttribute: "out_type")
        .Add("DecodeRaw", Exactness.BitExact, TypeSets.Plain, r => new DecodeRawKernel(r), typeAttribute: "out_type")
        .Add("ParseExample", Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r))
        .Add("ParseExampleV2", Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r))
        .Add("ParseSequenceExampleV2", Exactness.BitExact, TypeSets.Any, r => new ParseSequenceKernel(r));
}
