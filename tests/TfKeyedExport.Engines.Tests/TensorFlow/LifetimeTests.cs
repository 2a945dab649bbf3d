using System.Text;
using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

public class LifetimeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_cancelled_call_returns_at_once_and_TensorFlow_ends_it_with_the_host()
    {
        TensorFlowHost host = TensorFlowForTests.Open(NeverAnswers());
        ISignatureRunner runner = host.Prepare("wait");
        using var cancellation = new CancellationTokenSource();
        Task call = OwnThread.Run(() => runner.Run([], new Tensor[1], cancellation.Token));
        WaitUntil(() => host.RunningCalls == 1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, host.RunningCalls);
        host.Dispose();
        WaitUntil(() => host.RunningCalls == 0);
    }

    [Fact]
    public async Task A_cancellation_after_disposal_ends_the_call_too()
    {
        TensorFlowHost host = TensorFlowForTests.Open(NeverAnswers());
        ISignatureRunner runner = host.Prepare("wait");
        using var cancellation = new CancellationTokenSource();
        Task call = OwnThread.Run(() => runner.Run([], new Tensor[1], cancellation.Token));
        WaitUntil(() => host.RunningCalls == 1);

        host.Dispose();
        Assert.Equal(1, host.RunningCalls);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        WaitUntil(() => host.RunningCalls == 0);
    }

    [Fact]
    public async Task A_call_that_runs_while_its_host_is_disposed_ends_as_usual()
    {
        TensorFlowHost host = TensorFlowForTests.Open(OneOp.Model(
            "MatMul", new() { ["T"] = new AttrValue { Type = DataType.Float } }, [Ones(1, 1), Ones(1, 1)], [DataType.Float]));
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor matrix = Ones(1500, 1500);
        Task<Tensor[]> call = OwnThread.Run(() => runner.Answers(matrix, matrix));
        WaitUntil(() => host.RunningCalls == 1 || call.IsCompleted);

        host.Dispose();

        Assert.All((await call)[0].Values<float>().ToArray(), v => Assert.Equal(1500, v));
        Assert.Throws<ObjectDisposedException>(() => runner.Answers(matrix, matrix));
        Assert.Throws<ObjectDisposedException>(() => host.Prepare("other"));
        host.Dispose();
    }

    [Fact]
    public void Many_threads_on_one_session_get_their_own_answers()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(OneOp.Model(
            "AddV2", new() { ["T"] = new AttrValue { Type = DataType.Int64 } }, [Tensor.From<long>(0), Tensor.From<long>(0)], [DataType.Int64]));
        ISignatureRunner runner = host.Prepare("serving_default");
        Parallel.For(0, 2000, i =>
        {
            Tensor sum = runner.Answers(Tensor.From<long>(i, i), Tensor.From<long>(1, 2))[0];
            Assert.Equal([i + 1L, i + 2L], sum.Values<long>().ToArray());
        });
    }

    [Fact]
    public void State_belongs_to_one_host()
    {
        using TensorFlowHost first = TensorFlowForTests.Open("counter");
        using TensorFlowHost second = TensorFlowForTests.Open("counter");

        Assert.False(Count(first).BitEquals(Count(first)));
        Assert.Equal([42], Count(second).Values<long>().ToArray());
    }

    [Fact]
    public void A_model_edited_in_memory_runs_and_leaves_no_folder_behind()
    {
        TensorFlowForTests.Require();
        SavedModel stored = SavedModel.Load(Repository.Model("asset_vocabulary"));
        SavedModelProto edited = stored.Proto.Clone();
        // A name of its own: other tests make folders there too.
        string name = $"renamed_{Guid.NewGuid():N}";
        edited.MetaGraphs[0].SignatureDef[name] = edited.MetaGraphs[0].SignatureDef["serving_default"];
        using (TensorFlowHost host = TensorFlowForTests.Open(new SavedModel(stored.Folder, edited)))
        {
            Assert.Contains(name, host.Signatures);
            Assert.NotEmpty(host.Prepare(name).AnswersToZeros(rows: 2));
        }

        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "tfkeyed-*"), folder => Holds(folder, name));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(stored.Folder, "assets")));
    }

    private static bool Holds(string folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, SavedModel.ProtoName)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0;
        }
        catch (IOException)
        {
            // Another test's, which has just deleted it, or something else.
            return false;
        }
    }

    private static Tensor Count(TensorFlowHost host)
    {
        // One is added to what is stored.
        return host.Prepare("serving_default").Answers(Tensor.From<long>(1))[0];
    }

    /// <summary>A model that waits for an element of a queue that stays empty.</summary>
    private static SavedModel NeverAnswers() => new GraphModel()
        .Node("queue", "FIFOQueueV2", [], ("component_types", GraphModel.TypeList(DataType.Float)))
        .Node("element", "QueueDequeueV2", ["queue"], ("component_types", GraphModel.TypeList(DataType.Float)))
        .Signature("wait", [], [("element", DataType.Float)])
        .Signature("other", [], [("element", DataType.Float)])
        .Build();

    private static Tensor Ones(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        Array.Fill(values, 1);
        return Tensor.From<float>(new TensorShape(rows, columns), values);
    }

    private static void WaitUntil(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience), "it did not come");
}
