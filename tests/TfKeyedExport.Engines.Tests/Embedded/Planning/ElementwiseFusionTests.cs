using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Hosting;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning;

public class ElementwiseFusionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_chains_give_the_same_bits_with_and_without_the_fusion(int hundred)
    {
        int fused = 0;
        for (int seed = 100 * hundred; seed < 100 * (hundred + 1); seed++)
        {
            var chain = new RandomChain(seed);
            (Tensor[] with, int steps) = Run(chain, null);
            (Tensor[] without, _) = Run(chain, nameof(ElementwiseFusion));
            fused += steps;
            for (int i = 0; i < with.Length; i++)
                AssertSame(without[i], with[i], $"seed {seed} output {i}");
        }
        Assert.True(fused > 50, $"only {fused} steps were fused");
    }

    private static (Tensor[] Outputs, int Fused) Run(RandomChain chain, string? without)
    {
        using IModelHost host = new EngineWithout(without).Open(chain.Model, new HostOptions());
        ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => chain.Inputs[i.Name[1] - '0'])];
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(inputs, outputs);
        return (outputs, ((EmbeddedRunner)runner).Plan.Steps.Count(s => s.Node.Work is ElementwiseStep));
    }

    // The sign of a NaN means nothing and depends on the order of operands.
    private static void AssertSame(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        ReadOnlySpan<float> a = expected.Values<float>(), b = actual.Values<float>();
        for (int i = 0; i < a.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(a[i]) == BitConverter.SingleToInt32Bits(b[i]) || (float.IsNaN(a[i]) && float.IsNaN(b[i]));
            Assert.True(same, $"{what}: element {i} is {b[i]:R}, without the fusion {a[i]:R}");
        }
    }
}
