using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class FormingTests
{
    [Fact]
    public async Task Requests_are_joined_in_the_order_in_which_they_come_until_the_batch_is_full()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> one = harness.Ask(1), two = harness.Ask(2, 3), three = harness.Ask(4);
        await Gives(one, 1);
        await Gives(two, 2, 3);
        await Gives(three, 4);
        Assert.Equal([[1, 2, 3, 4]], harness.Runner.Runs);
        Assert.Equal([(3, 4, 0, BatchClosing.Full)], harness.Runner.Batches);
    }

    [Fact]
    public async Task A_batch_that_is_not_full_waits_as_long_as_its_first_request_may()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> one = harness.Ask(1);
        harness.Time.Advance(Wait * 0.9);
        Task<Tensor[]> two = harness.Ask(2);
        Assert.Empty(harness.Runner.Runs);
        harness.Time.Advance(Wait * 0.1);
        await Gives(one, 1);
        await Gives(two, 2);
        Assert.Equal([(2, 2, 0, BatchClosing.Timeout)], harness.Runner.Batches);
    }

    [Fact]
    public async Task A_request_that_does_not_fit_begins_the_next_batch_when_nothing_is_cut()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 4, Timeout = Wait, SplitsLarge = false });
        Task<Tensor[]> one = harness.Ask(1, 2, 3), two = harness.Ask(4, 5);
        await Gives(one, 1, 2, 3);
        harness.Time.Advance(Wait);
        await Gives(two, 4, 5);
        Assert.Equal([[1, 2, 3], [4, 5]], harness.Runner.Runs);
    }

    [Fact]
    public async Task What_is_left_over_beside_full_batches_gets_its_own_timer()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> busy = harness.Occupy(0);
        Task<Tensor[]> large = harness.Ask(1, 2, 3, 4, 5);
        harness.Runner.MayGo.Set();
        await Soon.Ends(busy);
        // The full one runs; the fifth row waits for company, and for the timer.
        Soon.Is(harness.Runner.Began);
        harness.Time.Advance(Wait);
        await Gives(large, 1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task Without_a_timeout_nobody_waits_and_what_comes_while_the_threads_are_busy_is_joined()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 4 });
        Task<Tensor[]> busy = harness.Occupy(0), one = harness.Ask(1), two = harness.Ask(2);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll(busy, one, two));
        Assert.Equal([[0], [1, 2]], harness.Runner.Runs);
    }

    [Fact]
    public async Task Rows_of_different_shapes_never_share_a_batch()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> pair = harness.Ask(Tensor.From<float>(new TensorShape(2, 2), [1, 2, 3, 4]));
        Task<Tensor[]> triple = harness.Ask(Tensor.From<float>(new TensorShape(2, 3), [1, 2, 3, 4, 5, 6]));
        harness.Time.Advance(Wait);
        await Gives(pair, 1, 2, 3, 4);
        await Gives(triple, 1, 2, 3, 4, 5, 6);
        Assert.Equal(2, harness.Runner.Runs.Length);
    }

    [Fact]
    public async Task Inputs_without_rows_join_only_with_equal_values()
    {
        using var harness = new BatchHarness(runner: new FakeRunner(true, false) { Model = inputs => [inputs[0]] });
        Task<Tensor[]> low = harness.Ask(Row(1), Scalar(0.5F)), same = harness.Ask(Row(2), Scalar(0.5F)), high = harness.Ask(Row(3), Scalar(0.9F));
        harness.Time.Advance(Wait);
        await Soon.Ends(Task.WhenAll(low, same, high));
        Assert.Equal([[1, 2], [3]], harness.Runner.Runs.OrderBy(r => r[0]));

        static Tensor Row(float value) => Tensor.From<float>(value);
        static Tensor Scalar(float value) => Tensor.From<float>(TensorShape.Scalar, [value]);
    }

    [Fact]
    public void A_queue_keeps_no_row_of_the_request_that_made_it()
    {
        var key = new BatchKey([true], [Tensor.From<float>(1, 2, 3)], anyLength: false);
        Assert.True(key.Fits([Tensor.From<float>(7)]));
        Assert.False(key.Fits([Tensor.From<float>(new TensorShape(1, 1), [7])]));
        var text = new BatchKey([true], [Tensor.FromText("a", "b")], anyLength: false);
        Assert.True(text.Fits([Tensor.FromText("c")]));
    }

    [Fact]
    public async Task A_strangers_shapes_are_bounded_and_an_idle_queue_makes_room()
    {
        using var harness = new BatchHarness();
        for (int width = 1; width <= 64; width++)
            _ = harness.Ask(Tensor.From<float>(new TensorShape(1, width), new float[width]));
        var extra = new PendingCall([Tensor.From<float>(new TensorShape(1, 65), new float[65])], 1, Terms.CallTerms.None);
        Assert.False(harness.Batcher.TrySubmit(extra));
        Assert.Equal(64, harness.Batcher.Waiting);
        // Three more fill the last one; then it is idle, and a stranger takes its place.
        await Soon.Ends(harness.Ask(Tensor.From<float>(new TensorShape(3, 64), new float[192])));
        await harness.IsIdle();
        Assert.True(harness.Batcher.TrySubmit(extra));
    }

    [Fact]
    public async Task A_version_that_is_retired_runs_what_waits_at_once()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> one = harness.Ask(1);
        harness.Batcher.Flush();
        await Gives(one, 1);
        Assert.Equal([(1, 1, 0, BatchClosing.Retired)], harness.Runner.Batches);
    }

    [Fact]
    public async Task Who_comes_when_the_threads_have_ended_is_answered_all_the_same()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> waits = harness.Ask(1);
        harness.Scheduler.Dispose();
        Task<Tensor[]> late = harness.Ask(2);
        await Gives(late, 2);
        await Gives(waits, 1);
    }
}
