using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded;

public class RunnerTests
{
    [Fact]
    public void A_key_that_passes_through_is_the_very_tensor_that_was_given()
    {
        using IModelHost host = Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] inputs = Rows(3);

        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(inputs, outputs, TestContext.Current.CancellationToken);

        int key = runner.Signature.Outputs.ToList().FindIndex(o => o.Name == "key");
        Assert.Contains(outputs[key], inputs);
    }

    [Fact]
    public void Many_threads_get_the_answers_that_one_gets()
    {
        using IModelHost host = Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        int count = runner.Signature.Outputs.Count;
        Tensor[][] expected = [.. Enumerable.Range(1, 20).Select(n => Answer(runner, n))];

        Parallel.For(0, 400, i =>
        {
            Tensor[] answer = Answer(runner, 1 + (i % 20));
            for (int o = 0; o < count; o++)
                Assert.True(expected[i % 20][o].BitEquals(answer[o]));
        });
    }

    [Fact]
    public void An_empty_batch_gives_empty_answers()
    {
        using IModelHost host = Open("babyweight_keyed_reference");

        Assert.All(Answer(host.Prepare("serving_default"), 0), t => Assert.Equal(0, t.Count));
    }

    [Fact]
    public void A_call_that_needs_too_much_memory_says_so_and_leaves_the_host_usable()
    {
        using IModelHost host = new EmbeddedEngine().Open(
            SavedModel.Load(Repository.Model("babyweight_keyed_reference")), new HostOptions { MemoryLimit = 1 << 20 }, TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");

        var error = Assert.Throws<TfKeyedException>(() => Answer(runner, 100_000));

        Assert.Contains("more than 1 MiB", error.Message);
        Assert.NotEmpty(Answer(runner, 1));
    }

    [Fact]
    public void A_cancelled_call_ends()
    {
        using IModelHost host = Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => runner.Run(Rows(1), new Tensor[runner.Signature.Outputs.Count], cancelled.Token));
    }

    [Fact]
    public void An_error_while_running_names_the_node()
    {
        var error = Assert.Throws<TfKeyedException>(() => OneOp.Run("AddV2", Tensor.From<float>(1, 2), Tensor.From<float>(1, 2, 3)));

        Assert.Equal(ErrorKind.Engine, error.Kind);
        Assert.Contains("node op (AddV2)", error.Message);
    }

    [Fact]
    public void All_operations_that_are_lacking_or_refused_are_told_before_anything_runs()
    {
        var error = Assert.Throws<TfKeyedException>(() => OneOp.Run("ReadFile", [], [Tensor.FromText("a")], [DataType.String]));

        Assert.Equal(ErrorKind.Forbidden, error.Kind);
        Assert.Contains("--allow-op ReadFile", error.Message);
    }

    [Fact]
    public void Hosts_do_not_see_what_others_changed()
    {
        using IModelHost first = Open("counter"), second = Open("counter");
        IReadOnlyDictionary<string, Tensor> Count(IModelHost host)
        {
            ISignatureRunner runner = host.Prepare("serving_default");
            return runner.Run(runner.Signature.Inputs.ToDictionary(i => i.Name, _ => Tensor.From<long>(1)), TestContext.Current.CancellationToken);
        }

        IReadOnlyDictionary<string, Tensor> once = Count(first), twice = Count(first), other = Count(second);

        Assert.Contains(once, o => !o.Value.BitEquals(twice[o.Key]));
        Assert.All(once, o => Assert.True(o.Value.BitEquals(other[o.Key])));
    }

    private static IModelHost Open(string model) => new EmbeddedEngine().Open(SavedModel.Load(Repository.Model(model)), new HostOptions());

    private static Tensor[] Answer(ISignatureRunner runner, int rows)
    {
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(Rows(rows), outputs, TestContext.Current.CancellationToken);
        return outputs;
    }

    // gestation_weeks, is_male, key, mother_age, plurality: the inputs sorted by name.
    private static Tensor[] Rows(int count) =>
    [
        Tensor.From<float>([.. Enumerable.Range(0, count).Select(i => 30f + (i % 12))]),
        Tensor.FromText([.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? "True" : "False")]),
        Tensor.FromText([.. Enumerable.Range(0, count).Select(i => $"key {i}")]),
        Tensor.From<float>([.. Enumerable.Range(0, count).Select(i => 18f + (i % 25))]),
        Tensor.FromText([.. Enumerable.Range(0, count).Select(_ => "Single(1)")]),
    ];

    [Fact]
    public void A_loop_that_does_not_end_within_the_limit_is_stopped_by_name()
    {
        using IModelHost host = new EmbeddedEngine().Open(
            SavedModel.Load(Repository.Model("control_flow")), new HostOptions { LoopLimit = 2 }, TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");
        var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.From(2.5f), ["double"] = Tensor.From(TensorShape.Scalar, [true]) };

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => runner.Run(inputs, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains("the loop ran 2 times and did not end", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("babyweight_keras2")]
    [InlineData("mnist_cnn")]
    [InlineData("text_lstm")]
    [InlineData("tiny_transformer")]
    public void A_call_allocates_its_answers_and_nothing_else(string model)
    {
        const int Calls = 50;
        // A tensor with its shape takes about 130 bytes; code that is not optimised yet boxes a little besides.
        const int TensorBytes = 250;
        using IModelHost host = Open(model);
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Inputs.Zeros(i, 1))], outputs = new Tensor[runner.Signature.Outputs.Count];
        void Call()
        {
            for (int i = 0; i < Calls; i++)
                runner.Run(inputs, outputs, CancellationToken.None);
        }

        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        Assert.InRange(each, 0, outputs.Sum(o => o.Bytes.Length + TensorBytes));
    }
}
