using System.Globalization;
using TfKeyedExport.Hosting;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

/// <summary>Watches the process's memory over many calls. <c>scripts/leak-test.sh</c> runs it long.</summary>
[Collection(Alone)]
public class LeakTests(ITestOutputHelper output)
{
    /// <summary>Tests that need the process for themselves.</summary>
    public const string Alone = "alone in the process";

    /// <summary>The environment variable with the number of small calls.</summary>
    private const string CallsVariable = "TFKEYED_LEAK_CALLS";

    private const long MiB = 1 << 20;
    private const int Rounds = 3;

    [Fact]
    public void Calls_with_large_strings_and_lent_memory_leave_nothing_behind()
    {
        using TensorFlowHost text = TensorFlowForTests.Open(Echo(DataType.String)), numbers = TensorFlowForTests.Open(Echo(DataType.Float));
        ISignatureRunner texts = text.Prepare("serving_default"), floats = numbers.Prepare("serving_default");
        Tensor large = Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes(new byte[256 << 10]));
        Tensor block = Tensor.From<float>(new float[64 << 10]);

        // Were one of each call's four copies kept, a third of 4,000 calls would keep 330 MiB.
        long grown = Growth(warmUp: 500, calls: 4000, _ =>
        {
            texts.Answers(large);
            floats.Answers(block);
        });

        Assert.InRange(grown, long.MinValue, 40 * MiB);
    }

    [Fact]
    public void Many_small_calls_leave_nothing_behind()
    {
        int calls = int.Parse(Environment.GetEnvironmentVariable(CallsVariable) ?? "20000", CultureInfo.InvariantCulture);
        using TensorFlowHost host = TensorFlowForTests.Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => i.Type == DataType.String
            ? Tensor.FromText(new string('k', 40), "Unknown") : Inputs.Zeros(i, 2))];
        using var cancellation = new CancellationTokenSource();
        var outputs = new Tensor[runner.Signature.Outputs.Count];

        // Every fourth call takes the way of calls that can be cancelled. 64 bytes a call would show in a run of millions.
        long grown = Growth(warmUp: 5000, calls, i => runner.Run(inputs, outputs, i % 4 == 0 ? cancellation.Token : CancellationToken.None));

        Assert.InRange(grown, long.MinValue, 10 * MiB);
    }

    [Fact]
    public void Failing_calls_leave_nothing_behind()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(Embedded.OneOp.Model(
            "MatMul", new() { ["T"] = GraphModel.Type(DataType.Float) }, [Tensor.From<float>(0), Tensor.From<float>(0)], [DataType.Float]));
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor wrong = Tensor.From<float>(new TensorShape(1 << 16, 1), new float[1 << 16]);

        long grown = Growth(warmUp: 100, calls: 1000, _ => Assert.Throws<Errors.TfKeyedException>(() => runner.Answers(wrong, wrong)));

        Assert.InRange(grown, long.MinValue, 25 * MiB);
    }

    private static SavedModels.SavedModel Echo(DataType type) => Embedded.OneOp.Model(
        "Identity", new() { ["T"] = GraphModel.Type(type) },
        [type == DataType.String ? Tensor.FromText() : Tensor.From<float>()], [type]);

    // What leaks grows every time; what the collector or TensorFlow's threads keep for later grows once.
    private long Growth(int warmUp, int calls, Action<int> call)
    {
        for (int i = 0; i < warmUp; i++)
            call(i);
        long least = long.MaxValue;
        long before = ResidentBytes();
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < calls / Rounds; i++)
                call(i);
            long after = ResidentBytes();
            output.WriteLine($"{calls / Rounds} calls: {before / MiB} MiB before, {after / MiB} MiB after");
            least = Math.Min(least, after - before);
            before = after;
        }
        return least;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}

[CollectionDefinition(LeakTests.Alone, DisableParallelization = true)]
public class AloneInTheProcess;
