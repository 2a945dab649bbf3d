using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class LonelyTests
{
    private const int Waits = 8;

    [Fact]
    public async Task A_client_for_whom_nobody_ever_came_is_not_kept_waiting_any_more()
    {
        using var harness = new BatchHarness();
        await BeAlone(harness);
        await Gives(harness.Ask(9), 9);
        Assert.Equal(BatchClosing.Idle, harness.Runner.Batches[^1].Closed);
    }

    [Fact]
    public async Task A_call_that_is_not_cheap_after_all_is_run_by_a_thread_of_the_batches()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 4 });
        FakeRunner runner = harness.Runner;
        using var ends = new CancellationTokenSource();
        runner.Cost = _ => TimeSpan.Zero;
        runner.Until = ends.Token;
        runner.Model = inputs =>
        {
            if (runner.Surprises > 0 || ends.IsCancellationRequested)
                return inputs;
            ends.Cancel();
            throw new OperationCanceledException(ends.Token);
        };
        await Gives(harness.Ask(1), 1);
        Assert.Equal([[1f], [1f]], runner.Runs);
        Assert.Equal(1, runner.Surprises);
    }

    [Fact]
    public async Task When_two_have_met_each_waits_for_the_other_and_for_nobody_else()
    {
        using var harness = new BatchHarness();
        await BeAlone(harness);
        Task<Tensor[]> busy = harness.Occupy(0), other = harness.Ask(1);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll(busy, other));
        await harness.IsIdle();
        Task<Tensor[]> waits = harness.Ask(2);
        Assert.False(waits.IsCompleted);
        await Gives(harness.Ask(3), 3);
        await Gives(waits, 2);
        Assert.Equal((2, BatchClosing.Idle), (harness.Runner.Batches[^1].Calls, harness.Runner.Batches[^1].Closed));
    }

    [Fact]
    public async Task As_TensorFlow_Serving_does_it_waits_always()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 4, Timeout = Wait, AlwaysWaits = true });
        await BeAlone(harness);
        await BeAlone(harness);
        Assert.All(harness.Runner.Batches, b => Assert.Equal(BatchClosing.Timeout, b.Closed));
    }

    [Fact]
    public void What_is_cheap_is_run_by_the_thread_that_brought_it()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 4 });
        harness.Runner.Cost = _ => TimeSpan.FromMicroseconds(10);
        int thread = 0;
        harness.Runner.Model = inputs =>
        {
            thread = Environment.CurrentManagedThreadId;
            return inputs;
        };
        Assert.True(harness.Ask(1).IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public async Task Who_fills_a_batch_of_others_does_not_run_their_rows_if_all_of_them_take_long()
    {
        using var harness = new BatchHarness();
        // A row alone is cheap, four are not.
        harness.Runner.Cost = rows => TimeSpan.FromMilliseconds(0.2 * rows);
        int thread = 0;
        harness.Runner.Model = inputs =>
        {
            thread = Environment.CurrentManagedThreadId;
            return inputs;
        };
        _ = harness.Ask(1, 2, 3);
        int me = Environment.CurrentManagedThreadId;
        await Soon.Ends(harness.Ask(4));
        Assert.NotEqual(me, thread);
    }

    [Fact]
    public async Task What_comes_when_its_batches_are_retired_waits_for_nobody()
    {
        using var harness = new BatchHarness();
        harness.Batcher.Retire();
        await Gives(harness.Ask(1), 1);
        Assert.Equal(BatchClosing.Retired, harness.Runner.Batches[^1].Closed);
    }

    [Fact]
    public async Task Who_found_a_queue_just_before_it_was_retired_is_still_answered()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> first = harness.Ask(1);
        harness.Batcher.Retire();
        await Gives(first, 1);
        await Gives(harness.Ask(2), 2);
    }

    private static async Task BeAlone(BatchHarness harness)
    {
        for (int i = 0; i < Waits; i++)
        {
            Task<Tensor[]> alone = harness.Ask(i);
            Assert.False(alone.IsCompleted);
            harness.Time.Advance(Wait);
            await Soon.Ends(alone);
            await harness.IsIdle();
        }
    }
}
