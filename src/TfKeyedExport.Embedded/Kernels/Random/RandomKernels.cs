using TfKeyedExport.Operations.Random;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers, and the clock.</summary>
internal static class RandomKernels
{
    private const string Threads = "TensorFlow parts large matrices among its threads, and draws other numbers there";

    private static readonly DataType[] WholeTypes = [DataType.Int32, DataType.Int64, DataType.Uint32, DataType.Uint64];

    public static void Register(KernelRegistry registry) => registry
        .Add(
            RandomOperations.Multinomial, Exactness.BitExact, TypeSets.Floats, r => new CategoricalKernel(new SeededGenerator(r)), widens: true, gaps: Threads)
        .Add(RandomOperations.NonDeterministicInts, Exactness.Distribution, WholeTypes, _ => new ChanceKernel(), typeAttribute: "dtype")
        .Add(RandomOperations.RandomGamma, Exactness.Special, TypeSets.Floats, GammaKernel.Seeded)
        .Add(RandomOperations.RandomShuffle, Exactness.BitExact, TypeSets.PlainAndStrings, r => new ShuffleKernel(r))
        .Add(RandomOperations.RandomStandardNormal, Exactness.Normal, TypeSets.Floats, r => new SeededKernel(r, Distribution.Normal), typeAttribute: "dtype")
        .Add(RandomOperations.RandomUniform, Exactness.BitExact, TypeSets.Floats, r => new SeededKernel(r, Distribution.Uniform), typeAttribute: "dtype")
        .Add(RandomOperations.RandomUniformInt, Exactness.BitExact, TypeSets.Indices, r => new SeededKernel(r, Distribution.UniformInt), typeAttribute: "Tout")
        .Add(RandomOperations.RngReadAndSkip, Exactness.BitExact, TypeSets.Any, _ => new SkipKernel())
        .Add(RandomOperations.RngSkip, Exactness.BitExact, TypeSets.Any, _ => new SkipKernel())
        .Add(
            RandomOperations.StatefulStandardNormalV2, Exactness.Normal, TypeSets.Floats,
            _ => new StatefulKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatefulTruncatedNormal, Exactness.Normal, [DataType.Float],
            _ => new StatefulKernel(Distribution.TruncatedNormal), typeAttribute: "dtype")
        .Add(RandomOperations.StatefulUniform, Exactness.BitExact, TypeSets.Floats, _ => new StatefulKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add(RandomOperations.StatefulUniformFullInt, Exactness.BitExact, WholeTypes, _ => new StatefulKernel(Distribution.FullInt), typeAttribute: "dtype")
        .Add(RandomOperations.StatefulUniformInt, Exactness.BitExact, WholeTypes, _ => new StatefulKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessMultinomial, Exactness.BitExact, TypeSets.Floats, _ => new CategoricalKernel(null), widens: true, gaps: Threads)
        .Add(RandomOperations.StatelessRandomGammaV2, Exactness.Special, TypeSets.Floats, _ => GammaKernel.Stateless(), typeAttribute: "dtype")
        .Add(RandomOperations.StatelessRandomGammaV3, Exactness.Special, TypeSets.Floats, _ => GammaKernel.Keyed(), typeAttribute: "dtype")
        .Add(RandomOperations.StatelessRandomGetAlg, Exactness.BitExact, TypeSets.Any, _ => new AlgorithmKernel())
        .Add(RandomOperations.StatelessRandomGetKeyCounter, Exactness.BitExact, TypeSets.Any, _ => new KeyCounterKernel())
        .Add(RandomOperations.StatelessRandomGetKeyCounterAlg, Exactness.BitExact, TypeSets.Any, _ => new KeyCounterKernel())
        .Add(RandomOperations.StatelessRandomNormal, Exactness.Normal, TypeSets.Floats, _ => new StatelessKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add(RandomOperations.StatelessRandomNormalV2, Exactness.Normal, TypeSets.Floats, _ => new KeyedKernel(Distribution.Normal), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniform, Exactness.BitExact, TypeSets.Floats,
            _ => new StatelessKernel(Distribution.Uniform), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformFullInt, Exactness.BitExact, WholeTypes,
            _ => new StatelessKernel(Distribution.FullInt), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformFullIntV2, Exactness.BitExact, WholeTypes,
            _ => new KeyedKernel(Distribution.FullInt), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformInt, Exactness.BitExact, TypeSets.Indices,
            _ => new StatelessKernel(Distribution.UniformInt), typeAttribute: "dtype")
        .Add(
            RandomOperations.StatelessRandomUniformIntV2, Exactness.BitExact, WholeTypes,
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
