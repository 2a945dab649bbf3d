using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Runtime;

public class LimitTests
{
    private const string Words =
        "s Placeholder dtype=string\nn Placeholder dtype=int32\nf Fill n s T=string index_type=int32\nl StringLength f\ny Cast l SrcT=int32 DstT=float";

    [Fact]
    public async Task A_loop_without_an_end_ends_when_its_time_is_over()
    {
        var time = new ManualTime();
        using IModelHost host = Open(
            GraphText.Model(LegacyGraphs.Loop, ["r:0"]), new HostOptions { Time = time, LoopLimit = long.MaxValue, TimeLimit = TimeSpan.FromSeconds(20) });
        ISignatureRunner runner = host.Prepare("serving_default");

        Task call = OwnThread.Run(() => runner.Run([Tensor.From<float>(TensorShape.Scalar, [0])], new Tensor[1], TestContext.Current.CancellationToken));
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        TfKeyedException error = await Assert.ThrowsAsync<TfKeyedException>(() => call);
        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains("longer than 20 seconds", error.What, StringComparison.Ordinal);
        Assert.Contains("--time-limit", error.Next, StringComparison.Ordinal);
        // The next call has its own time.
        var answer = new Tensor[1];
        runner.Run([Tensor.From<float>(TensorShape.Scalar, [3])], answer, TestContext.Current.CancellationToken);
        Assert.Equal(12, answer[0].Values<float>()[0]);
    }

    [Theory]
    [InlineData(1_000_000, 100)]
    [InlineData(20_000_000, 0)]
    [InlineData(1, 70_000_000)]
    public void Strings_count_towards_the_limit(int count, int length)
    {
        using IModelHost host = Open(GraphText.Model(Words, ["y:0"]), new HostOptions { MemoryLimit = 64 << 20 });
        Tensor word = Tensor.FromText(new string('a', length)).Reshape(TensorShape.Scalar);
        AssertLimit("more than 64 MiB", () => Run(host, Tensor.From<int>(count), word));
        Assert.Equal(3, Run(host, Tensor.From<int>(3), Tensor.FromText("word").Reshape(TensorShape.Scalar)).Count);
    }

    [Fact]
    public void A_lists_places_count_towards_the_limit()
    {
        const string Text = """
            n Placeholder dtype=int32
            shape Const dtype=int32 value=-1
            l TensorListReserve shape n element_dtype=float shape_type=int32
            y TensorListLength l
            """;
        using IModelHost host = Open(GraphText.Model(Text, ["y:0#"]), new HostOptions { MemoryLimit = 64 << 20 });
        AssertLimit("more than 64 MiB", () => Run(host, Tensor.From<int>(TensorShape.Scalar, [50_000_000])));
        Assert.Equal(1000, Run(host, Tensor.From<int>(TensorShape.Scalar, [1000])).Values<int>()[0]);
    }

    [Fact]
    public void Answers_count_towards_the_limit()
    {
        const string Text = "n Placeholder dtype=int32\nz Const dtype=float value=1\ny Fill n z T=float index_type=int32";
        using IModelHost host = Open(GraphText.Model(Text, ["y:0"]), new HostOptions { MemoryLimit = 64 << 20 });
        // 40 MiB in the call and as much again to give.
        AssertLimit("more than 64 MiB", () => Run(host, Tensor.From<int>(10 << 20)));
        Assert.Equal(5 << 20, Run(host, Tensor.From<int>(5 << 20)).Count);
        Assert.Equal(5 << 20, Run(host, Tensor.From<int>(5 << 20)).Count);
    }

    [Fact]
    public void A_table_that_grows_from_call_to_call_has_an_end()
    {
        const string Text = """
            k Placeholder dtype=int32
            t MutableHashTableV2 key_dtype=int32 value_dtype=int32
            i LookupTableInsertV2 t k k Tin=int32 Tout=int32
            y Identity k ^i T=int32
            """;
        using IModelHost host = Open(GraphText.Model(Text, ["y:0#"]), new HostOptions { MemoryLimit = 8 << 20 });
        Tensor same = Tensor.From<int>([.. Enumerable.Range(0, 10_000)]);
        for (int call = 0; call < 50; call++)
            Run(host, same);
        AssertLimit("variables and tables", () =>
        {
            for (int call = 0; call < 50; call++)
                Run(host, Tensor.From<int>([.. Enumerable.Range(call * 10_000, 10_000)]));
        });
    }

    [Fact]
    public void What_is_given_up_is_not_counted()
    {
        using var pool = new BufferPool(1000);
        for (int i = 0; i < 100; i++)
        {
            pool.Charge(600);
            pool.Uncharge(600);
        }
        pool.ChargeCall(700);
        AssertLimit("1000 bytes", () => pool.Charge(400));
        pool.EndCall();
        Assert.Equal(0, pool.Allocated);
    }

    [Fact]
    public void A_budget_counts_what_is_kept()
    {
        var budget = new StateBudget(100);
        budget.Change(80);
        AssertLimit("100 bytes", () => budget.Change(30));
        budget.Change(-50);
        budget.Change(60);
        Assert.Equal(90, budget.Held);
    }

    private static void AssertLimit(string words, Action action)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(action);
        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains(words, error.What, StringComparison.Ordinal);
    }

    private static IModelHost Open(SavedModel model, HostOptions options) => new EmbeddedEngine().Open(model, options);

    private static Tensor Run(IModelHost host, params Tensor[] inputs)
    {
        var answers = new Tensor[1];
        host.Prepare("serving_default").Run(inputs, answers, CancellationToken.None);
        return answers[0];
    }
}
