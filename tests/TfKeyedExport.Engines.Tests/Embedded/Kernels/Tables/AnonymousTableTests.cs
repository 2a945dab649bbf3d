using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Tables;

public class AnonymousTableTests
{
    private const string Inputs = "k Placeholder dtype=int64\nv Placeholder dtype=float\nq Placeholder dtype=int64\nd Const dtype=float value=-1\n";

    [Theory]
    [InlineData("t AnonymousHashTable key_dtype=int64 value_dtype=float\ni InitializeTableV2 t k v Tkey=int64 Tval=float")]
    [InlineData("t AnonymousMutableHashTable key_dtype=int64 value_dtype=float\ni LookupTableInsertV2 t k v Tin=int64 Tout=float")]
    public void A_table_that_a_call_makes_is_gone_after_it(string table)
    {
        using IModelHost host = new EmbeddedEngine().Open(
            GraphText.Model($"{Inputs}{table}\nf LookupTableFindV2 t q d ^i Tin=int64 Tout=float", ["f:0"]),
            new HostOptions(), TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");

        Assert.Equal([5, -1], Run(runner, 1, 5));
        Assert.Equal([-1, 6], Run(runner, 2, 6));
    }

    // Puts one entry in, and asks for 1 and 2.
    private static float[] Run(ISignatureRunner runner, long key, float value)
    {
        var outputs = new Tensor[1];
        runner.Run(
            [Tensor.From<long>(new TensorShape(1), [key]), Tensor.From<long>(new TensorShape(2), [1, 2]), Tensor.From<float>(new TensorShape(1), [value])],
            outputs, TestContext.Current.CancellationToken);
        return outputs[0].Values<float>().ToArray();
    }
}
