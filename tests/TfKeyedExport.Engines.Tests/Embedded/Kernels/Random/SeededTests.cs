using TfKeyedExport.Embedded;
using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;
using Make = TfKeyedExport.Engines.Tests.OpByOp.Recipes.Cases;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Random;

/// <summary>Operations that keep a generator from call to call; the numbers are those of TensorFlow 2.21.</summary>
public class SeededTests
{
    private static readonly (string Name, AttrValue Value)[] Seeds = [("seed", Attributes.Of(1)), ("seed2", Attributes.Of(2))];

    [Fact]
    public void Later_calls_draw_what_TensorFlow_draws_then() => Assert.Equal(
        [0.406396746635437f, 0.16840732097625732f, 0.49945497512817383f],
        Calls("RandomUniform", [Make.Vector(DataType.Int32, 3)], [.. Seeds, ("dtype", Attributes.Of(DataType.Float))]).Select(t => t.Values<float>()[0]));

    [Fact]
    public void Later_calls_shuffle_as_TensorFlow_does_then() => Assert.Equal(
        ["5 6 4 2 1 0 3", "6 2 0 1 3 4 5", "5 6 3 2 0 4 1"],
        Calls("RandomShuffle", [Make.Vector(DataType.Int64, 0, 1, 2, 3, 4, 5, 6)], Seeds).Select(t => string.Join(' ', t.Values<long>().ToArray())));

    [Fact]
    public void Later_calls_draw_the_classes_that_TensorFlow_draws_then() => Assert.Equal(
        ["1 2 1 1 4 4 2 3 3", "1 2 0 3 2 1 2 3 2", "1 4 0 0 4 0 0 2 3"],
        Calls("Multinomial", [Tensor.From<float>(new TensorShape(3, 5), new float[15]), Make.Scalar(DataType.Int32, 3)], Seeds)
            .Select(t => string.Join(' ', t.Values<long>().ToArray())));

    [Fact]
    public void Later_calls_draw_the_gamma_numbers_that_TensorFlow_draws_then() => Assert.Equal(
        [0.014439557851346523, 0.5653321980517179, 1.2529293342900347],
        Calls("RandomGamma", [Make.Vector(DataType.Int32, 2), Tensor.From<double>(0.5, 1, 2)], Seeds).Select(t => t.Values<double>()[0]));

    [Fact]
    public void Without_seeds_every_host_shuffles_otherwise()
    {
        Tensor numbers = Make.Vector(DataType.Int64, [.. Enumerable.Range(0, 100).Select(i => (long)i)]);

        Tensor first = Calls("RandomShuffle", [numbers], [])[0], second = Calls("RandomShuffle", [numbers], [])[0];

        Assert.False(first.BitEquals(second));
        Assert.Equal(numbers.Values<long>().ToArray(), first.Values<long>().ToArray().Order());
    }

    [Fact]
    public void What_the_system_has_of_chance_is_another_each_time()
    {
        Tensor[] drawn = Calls("NonDeterministicInts", [Make.Vector(DataType.Int32, 2, 3)], [("dtype", Attributes.Of(DataType.Uint64))]);

        Assert.Equal(new TensorShape(2, 3), drawn[0].Shape);
        Assert.Equal(3, drawn.SelectMany(t => t.Values<ulong>().ToArray()).Distinct().Count() / 6);
    }

    private static Tensor[] Calls(string op, Tensor[] inputs, (string, AttrValue)[] attributes)
    {
        OpCase opCase = Make.Of(op, inputs, attributes);
        using IModelHost host = new EmbeddedEngine().Open(opCase.Model(), new HostOptions(), TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");
        return [.. Enumerable.Range(0, 3).Select(_ => Call(runner, inputs))];
    }

    private static Tensor Call(ISignatureRunner runner, Tensor[] inputs)
    {
        var outputs = new Tensor[1];
        runner.Run(inputs, outputs);
        return outputs[0];
    }
}
