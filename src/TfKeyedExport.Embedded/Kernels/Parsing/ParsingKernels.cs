using TfKeyedExport.Operations.Parsing;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Reading tensors out of serialized messages.</summary>
internal static class ParsingKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(ParsingOperations.DecodeCSV, Exactness.BitExact, TypeSets.Any, r => new DecodeCsvKernel(r))
        .Add(ParsingOperations.DecodeJSONExample, Exactness.BitExact, TypeSets.Any, _ => new DecodeJsonKernel())
        .Add(ParsingOperations.DecodePaddedRaw, Exactness.BitExact, TypeSets.Plain, r => new DecodeRawKernel(r), typeAttribute: "out_type")
        .Add(ParsingOperations.DecodeRaw, Exactness.BitExact, TypeSets.Plain, r => new DecodeRawKernel(r), typeAttribute: "out_type")
        .Add(ParsingOperations.ParseExample, Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r))
        .Add(ParsingOperations.ParseExampleV2, Exactness.BitExact, TypeSets.Any, r => new ParseExampleKernel(r))
        .Add(ParsingOperations.ParseSequenceExampleV2, Exactness.BitExact, TypeSets.Any, r => new ParseSequenceKernel(r));
}
