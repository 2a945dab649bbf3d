using TfKeyedExport.Operations.Random;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers, and the clock.</summary>
internal static class RandomKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(RandomOperations.RandomStandardNormal, Exactness.Normal, TypeSets.Floats, r => new SeededKernel(r, Distribution.Normal), typeAttribute: "dtype")
        .Add(RandomOperations.RandomUniform, Exactness.BitExact, TypeSets.Floats, r => new SeededKernel(r, Distribution.Uniform), typeAttribute: "dtype")
        .Add(RandomOperations.RandomUniformInt, Exactness.BitExact, TypeSets.Indices, r => new SeededKernel(r, Distribution.UniformInt), typeAttribute: "Tout")
        .Add(RandomOperations.StatelessRandomGetAlg, Exactness.BitExact, TypeSets.Any, _ => new AlgorithmKernel())
        .Add(RandomOperations.StatelessRandomGetKeyCounter, Exactness.BitExact, TypeSets.Any, _ => new KeyCounterKernel())
        .Add(RandomOperations.StatelessRandomNormal, Exactness.Normal, TypeSets.Floats, _ => new StatelessKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add(RandomOperations.StatelessRandomNormalV2, Exactness.Normal, TypeSets.Floats, _ => new KeyedKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniform, Exactness.BitExact, TypeSets.Floats,
            _ => new StatelessKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformInt, Exactness.BitExact, TypeSets.Indices,
            _ => new StatelessKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformIntV2, Exactness.BitExact, TypeSets.Indices,
            _ => new KeyedKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add(RandomOperations.StatelessRandomUniformV2, Exactness.BitExact, TypeSets.Floats, _ => new KeyedKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessTruncatedNormal, Exactness.Normal, [DataType.Float],
            _ => new StatelessKernel(Distribution.TruncatedNormal), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessTruncatedNormalV2, Exactness.Normal, [DataType.Float],
            _ => new KeyedKernel(Distribution.TruncatedNormal), typeAttribute: "dtype")
        .Add(RandomOperations.Timestamp, Exactness.BitExact, TypeSets.Any, r => new TimestampKernel(r))
        .Add(
            RandomOperations.TruncatedNormal, Exactness.Normal, [DataType.Float],
            r => new SeededKernel(r, Distribution.TruncatedNormal), typeAttribute: "dtype");
}
