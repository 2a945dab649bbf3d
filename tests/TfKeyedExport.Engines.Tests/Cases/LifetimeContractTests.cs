using TfKeyedExport.Engines.Tests.TensorFlow;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Cases;

/// <summary>What <see cref="IModelHost"/> promises about disposal, on every engine.</summary>
public class LifetimeContractTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> EnginesAndModels => new(
        from engine in (string[])["embedded", "tensorflow"]
        from model in (string[])["single_tensor", "babyweight_keyed_reference", "mnist_cnn", "counter", "asset_vocabulary"]
        select (engine, model));

    [Theory]
    [MemberData(nameof(EnginesAndModels))]
    public void After_disposal_nothing_begins_and_answers_stay(string engine, string model)
    {
        IModelHost host = Open(engine, model);
        ISignatureRunner runner = host.Prepare(host.Signatures[0]);
        Tensor[] answers = runner.AnswersToZeros(3);
        string[] before = [.. answers.Select(Show)];

        host.Dispose();
        host.Dispose();

        Assert.Throws<ObjectDisposedException>(() => runner.AnswersToZeros(3));
        Assert.Throws<ObjectDisposedException>(() => runner.Run([], [], TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => host.Prepare(host.Signatures[0]));
        Assert.Throws<ObjectDisposedException>(() => host.Prepare("nobody"));
        Assert.Equal(before, answers.Select(Show));
    }

    [Theory]
    [MemberData(nameof(EnginesAndModels))]
    public async Task Disposal_among_callers_gives_each_an_answer_or_the_news(string engine, string model)
    {
        for (int round = 0; round < 8; round++)
        {
            IModelHost host = Open(engine, model);
            ISignatureRunner runner = host.Prepare(host.Signatures[0]);
            Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Inputs.Zeros(i, 40))];
            string[][] right = Expected(engine, model, inputs);
            int answered = 0;
            Task[] callers = [.. Enumerable.Range(0, 6).Select(caller => OwnThread.Run(() =>
            {
                using var cancellation = new CancellationTokenSource();
                try
                {
                    while (true)
                    {
                        var outputs = new Tensor[runner.Signature.Outputs.Count];
                        (caller == 5 ? host.Prepare(host.Signatures[^1]) : runner).Run(inputs, outputs, caller % 2 == 0 ? default : cancellation.Token);
                        if (right.Length > 0)
                            Assert.Contains(outputs.Select(Show).ToArray(), right);
                        Interlocked.Increment(ref answered);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }))];
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref answered) > 12 * round || callers.Any(c => c.IsFaulted), Patience));

            Task[] disposers = [.. Enumerable.Range(0, 2).Select(_ => OwnThread.Run(host.Dispose))];

            await Task.WhenAll(callers);
            await Task.WhenAll(disposers);
        }
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("tensorflow")]
    public void Disposal_in_the_middle_of_preparing_is_told_or_comes_too_late(string engine)
    {
        for (int round = 0; round < 10; round++)
        {
            IModelHost host = Open(engine, "mnist_cnn");
            Exception? end = null;
            Parallel.Invoke(
                () => end = Record.Exception(() => host.Prepare("serving_default").AnswersToZeros(1)),
                host.Dispose);
            Assert.True(end is null or ObjectDisposedException, $"{end}");
        }
    }

    [Fact]
    public void The_gate_frees_once_when_the_last_has_left_and_lets_nobody_in_afterwards()
    {
        int freed = 0;
        var gate = new HostLifetime(() => freed++);
        gate.Enter();
        gate.Enter();
        gate.Dispose();
        Assert.Throws<ObjectDisposedException>(gate.Enter);
        gate.Leave();
        Assert.Equal((0, 1), (freed, gate.Inside));
        gate.Leave();
        Assert.Throws<ObjectDisposedException>(gate.Enter);
        gate.Dispose();
        Assert.Equal((1, 0), (freed, gate.Inside));
    }

    [Fact]
    public void The_gate_may_be_closed_out_of_a_call()
    {
        bool freed = false;
        var gate = new HostLifetime(() => freed = true);
        gate.Enter();
        gate.Dispose();
        Assert.False(freed);
        gate.Leave();
        Assert.True(freed);
    }

    private static IModelHost Open(string engine, string model) =>
        EngineCaseTests.Engine(engine).Open(SavedModel.Load(Repository.Model(model)), new HostOptions());

    // What a call may answer; nothing for a model that counts its calls.
    private static string[][] Expected(string engine, string model, Tensor[] inputs)
    {
        if (model == "counter" || engine == "tensorflow")
            return [];
        using IModelHost host = Open(engine, model);
        return [[.. host.Prepare(host.Signatures[0]).Answers(inputs).Select(Show)], [.. host.Prepare(host.Signatures[^1]).Answers(inputs).Select(Show)]];
    }

    private static string Show(Tensor tensor) => tensor.Type == DataType.String
        ? $"{tensor} {string.Join(' ', Enumerable.Range(0, tensor.Count).Select(i => Convert.ToHexString(tensor.Strings[i])))}"
        : $"{tensor} {Convert.ToHexString(tensor.Bytes.Span)}";
}
