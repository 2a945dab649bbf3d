using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.TensorFlow.Protos;
using TfKeyedExport.TensorFlow.Tracing;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Tracing;

public class TraceTests
{
    private const string Job = "/job:localhost/replica:0/task:0/device:";

    [Fact]
    public void A_traced_run_gives_the_same_answers_and_tells_what_ran_on_the_CPU()
    {
        using TensorFlowHost host = TensorFlowForTests.Open("babyweight_keyed_reference", new HostOptions { Device = "cpu" });
        TensorFlowRunner runner = host.PrepareRunner("serving_default");
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Inputs.Zeros(i, 2))];
        Tensor[] plain = runner.Answers(inputs), traced = new Tensor[2];

        RunTrace trace = runner.RunWithTrace(inputs, traced, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(0, 2), i => Assert.True(plain[i].BitEquals(traced[i])));
        Assert.Equal(["CPU:0"], trace.Devices);
        Assert.Contains(trace.Computation, n => n.Operation.Contains("MatMul", StringComparison.Ordinal));
        Assert.Empty(trace.ComputedOn("GPU"));
        Assert.EndsWith("operations on CPU:0", trace.Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_a_GPU_run_are_read_without_its_streams()
    {
        var metadata = new RunMetadata { StepStats = new StepStats() };
        Add(metadata, Job + "GPU:0", ("dense/MatMul", "dense/MatMul = MatMul(x, w)", 40), ("dense/BiasAdd", "dense/BiasAdd = BiasAdd(dense/MatMul, b)", 5));
        Add(metadata, Job + "GPU:0/stream:all", ("dense/MatMul:MatMul", "volta_sgemm_128x64_nn", 30));
        Add(metadata, Job + "GPU:0/memcpy", ("edge_1", "MEMCPYHtoD", 30));
        Add(metadata, Job + "CPU:0", ("lookup", "lookup = LookupTableFindV2(t, k, d)", 7), ("key", "key:Identity", 1), ("_SOURCE", "", 1));

        RunTrace trace = StepStatistics.Of(metadata);

        Assert.Equal(["CPU:0", "GPU:0"], trace.Devices);
        Assert.Equal(["dense/MatMul", "dense/BiasAdd"], trace.ComputedOn("GPU").Select(n => n.Node));
        Assert.Equal(["lookup"], trace.ComputedOn("CPU").Select(n => n.Node));
        Assert.Equal("2 operations on GPU:0, 1 on CPU:0", trace.Summary());
        Assert.Equal(40, trace.Nodes[0].Microseconds);
    }

    private static void Add(RunMetadata metadata, string device, params (string Name, string Label, long Micros)[] nodes)
    {
        var stats = new DeviceStepStats { Device = device };
        foreach ((string name, string label, long micros) in nodes)
            stats.NodeStats.Add(new NodeExecStats { NodeName = name, TimelineLabel = label, AllEndRelMicros = micros });
        metadata.StepStats.DevStats.Add(stats);
    }
}
