using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers.</summary>
internal static class RandomKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("RandomStandardNormal", Exactness.Normal, TypeSets.Floats, r => new SeededKernel(r, Distribution.Normal), typeAttribute: "dtype")
        .Add("RandomUniform", Exactness.BitExact, TypeSets.Floats, r => new SeededKernel(r, Distribution.Uniform), typeAttribute: "dtype")
        .Add("RandomUniformInt", Exactness.BitExact, TypeSets.Indices, r => new SeededKernel(r, Distribution.UniformInt), typeAttribute: "Tout")
        .Add("StatelessRandomGetAlg", Exactness.BitExact, TypeSets.Any, _ => new AlgorithmKernel())
        .Add("StatelessRandomGetKeyCounter", Exactness.BitExact, TypeSets.Any, _ => new KeyCounterKernel())
        .Add("StatelessRandomNormal", Exactness.Normal, TypeSets.Floats, _ => new StatelessKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add("StatelessRandomNormalV2", Exactness.Normal, TypeSets.Floats, _ => new KeyedKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add("StatelessRandomUniform", Exactness.BitExact, TypeSets.Floats, _ => new StatelessKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add("StatelessRandomUniformInt", Exactness.BitExact, TypeSets.Indices, _ => new StatelessKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add("StatelessRandomUniformIntV2", Exactness.BitExact, TypeSets.Indices, _ => new KeyedKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add("StatelessRandomUniformV2", Exactness.BitExact, TypeSets.Floats, _ => new KeyedKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add("StatelessTruncatedNormal", Exactness.Normal, [DataType.Float], _ => new StatelessKernel(Distribution.TruncatedNormal), typeAttribute: "dtype")
        .Add("StatelessTruncatedNormalV2", Exactness.Normal, [DataType.Float], _ => new KeyedKernel(Distribution.TruncatedNormal), typeAttribute: "dtype")
        .Add("TruncatedNormal", Exactness.Normal, [DataType.Float], r => new SeededKernel(r, Distribution.TruncatedNormal), typeAttribute: "dtype");
}
