using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class FailingTests
{
    private static readonly BatchSettings Quirks = new() { MaxExecutionSize = 2, Timeout = Wait, FailsTogether = true };

    [Fact]
    public async Task One_bad_request_fails_alone()
    {
        using BatchHarness harness = Picky();
        Task<Tensor[]> good = harness.Ask(1, 2), bad = harness.Ask(-1), other = harness.Ask(3);
        await Gives(good, 1, 2);
        await Gives(other, 3);
        Assert.Equal("negative", (await Soon.Faults(bad)).Message);
        Assert.Equal([[1, 2, -1, 3], [1, 2], [-1], [3]], harness.Runner.Runs);
    }

    [Fact]
    public async Task As_in_TensorFlow_Serving_a_batch_fails_together()
    {
        using BatchHarness harness = Picky(Quirks);
        Task<Tensor[]> good = harness.Ask(1), bad = harness.Ask(-1);
        Assert.Equal("negative", (await Soon.Faults(good)).Message);
        Assert.Equal("negative", (await Soon.Faults(bad)).Message);
        Assert.Single(harness.Runner.Runs);
    }

    [Fact]
    public async Task An_output_that_lost_a_row_fails_the_batch_and_not_the_requests()
    {
        using var harness = new BatchHarness();
        harness.Runner.Model = inputs => inputs[0].Count == 4 ? [Tensor.From<float>(1, 2, 3)] : inputs;
        Task<Tensor[]> one = harness.Ask(1, 2), two = harness.Ask(3, 4);
        await Gives(one, 1, 2);
        await Gives(two, 3, 4);
    }

    [Theory]
    [InlineData(false, "Batched output tensor has 0 dimensions")]
    [InlineData(true, "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension sizes of the input tensors")]
    public async Task As_in_TensorFlow_Serving_outputs_must_have_rows_even_of_one_request(bool hasRank, string text)
    {
        using var harness = new BatchHarness(Quirks);
        harness.Runner.Model = _ => [Tensor.From<float>(hasRank ? new TensorShape(1) : TensorShape.Scalar, [1])];
        ServingFault fault = await Soon.Faults(harness.Ask(1, 2));
        Assert.Equal((Code.FailedPrecondition, text), (fault.Code, fault.Message));
    }

    [Fact]
    public async Task A_request_alone_may_be_answered_without_rows()
    {
        using var harness = new BatchHarness(new BatchSettings());
        harness.Runner.Model = _ => [Tensor.From<float>(TensorShape.Scalar, [7])];
        await Gives(harness.Ask(1, 2), 7);
    }

    [Fact]
    public async Task Who_waited_too_long_is_not_run_any_more()
    {
        using var harness = new BatchHarness();
        long soon = harness.Time.GetTimestamp() + harness.Time.TimestampFrequency / 1000;
        Task<Tensor[]> late = harness.Ask(new CallTerms(soon, null, null), Tensor.From<float>(1)), patient = harness.Ask(2);
        harness.Time.Advance(Wait);
        ServingFault fault = await Soon.Faults(late);
        Assert.Equal((Code.ResourceExhausted, "Run() timeout exceeded while waiting in batching queue"), (fault.Code, fault.Message));
        await Gives(patient, 2);
        Assert.Equal([[2]], harness.Runner.Runs);
    }

    [Fact]
    public async Task Who_has_gone_is_not_run_any_more()
    {
        using var harness = new BatchHarness();
        using var gone = new CancellationTokenSource();
        Task<Tensor[]> lost = harness.Ask(CallTerms.Until(gone.Token), Tensor.From<float>(1)), other = harness.Ask(2);
        await gone.CancelAsync();
        harness.Time.Advance(Wait);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.Ends(lost));
        await Gives(other, 2);
        Assert.Equal([[2]], harness.Runner.Runs);
    }

    [Fact]
    public async Task A_batch_of_which_all_have_gone_is_not_run()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> lost = harness.Ask(CallTerms.Until(new CancellationToken(true)), Tensor.From<float>(1));
        harness.Time.Advance(Wait);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.Ends(lost));
        Assert.Empty(harness.Runner.Runs);
    }

    [Fact]
    public async Task A_client_that_goes_does_not_end_what_others_wait_for()
    {
        using var harness = new BatchHarness();
        using var gone = new CancellationTokenSource();
        Task<Tensor[]> one = harness.Ask(CallTerms.Until(gone.Token), Tensor.From<float>(1)), other = harness.Ask(2);
        harness.Time.Advance(Wait);
        await Soon.Ends(Task.WhenAll(one, other));
        Assert.False(harness.Runner.LastCancellation.CanBeCanceled);
    }

    [Fact]
    public async Task A_web_server_that_gives_no_token_any_more_hurts_its_own_request_only()
    {
        using var harness = new BatchHarness();
        var broken = new CallTerms(long.MaxValue, static _ => throw new ObjectDisposedException("request"), "state");
        Task<Tensor[]> bad = harness.Ask(broken, Tensor.From<float>(1)), good = harness.Ask(2);
        harness.Time.Advance(Wait);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Soon.Ends(bad));
        await Gives(good, 2);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_says_when_to_come_again()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2, MaxEnqueuedBatches = 2, SplitsLarge = false });
        Task<Tensor[]> busy = harness.Occupy(0, 0);
        Task<Tensor[]>[] waiting = [harness.Ask(1, 1), harness.Ask(2), harness.Ask(3)];
        ServingFault fault = await Soon.Faults(harness.Ask(4));
        Assert.Equal(Code.Unavailable, fault.Code);
        Assert.Equal(
            "The batch scheduling queue to which this task was submitted is full; currently 2 batches enqueued and max_enqueued_batches is 2", fault.Message);
        Assert.Equal(TimeSpan.FromSeconds(1), fault.RetryAfter);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. waiting]));
    }

    [Fact]
    public async Task A_request_that_is_cut_must_fit_as_a_whole()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2, MaxEnqueuedBatches = 1 });
        Task<Tensor[]> busy = harness.Occupy(0, 0), one = harness.Ask(1);
        Assert.EndsWith("is full; task size is 2 but scheduling capacity is only 1", (await Soon.Faults(harness.Ask(2, 3))).Message, StringComparison.Ordinal);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll(busy, one));
    }

    [Fact]
    public async Task Who_asks_for_more_than_all_of_the_queue_is_let_in_when_nobody_is_there()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2, MaxEnqueuedBatches = 1 });
        await Gives(harness.Ask(1, 2, 3, 4, 5, 6, 7), 1, 2, 3, 4, 5, 6, 7);
    }

    [Fact]
    public async Task A_full_queue_of_one_does_not_block_another_and_each_has_its_turn()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 1, MaxEnqueuedBatches = 3, SplitsLarge = false });
        Task<Tensor[]> busy = harness.Occupy(0);
        Task<Tensor[]>[] mine = [harness.Ask(1), harness.Ask(2), harness.Ask(3)];
        Assert.Equal(Code.Unavailable, (await Soon.Faults(harness.Ask(4))).Code);
        using var other = new SignatureBatcher(harness.Scheduler, harness.Settings, harness.Runner);
        var call = new PendingCall([Tensor.From<float>(10)], 1, CallTerms.None);
        Assert.True(other.TrySubmit(call));
        harness.Runner.MayGo.Set();
        await Gives(call.Answer.AsTask(), 10);
        await Soon.Ends(Task.WhenAll([busy, .. mine]));
        Assert.Equal([[0], [1], [10], [2], [3]], harness.Runner.Runs);
    }

    private static BatchHarness Picky(BatchSettings? settings = null)
    {
        var harness = new BatchHarness(settings);
        harness.Runner.Model = inputs => inputs[0].Values<float>().IndexOfAnyInRange(float.MinValue, -0.5F) >= 0 ? throw ServingFault.Invalid("negative")
            : inputs;
        return harness;
    }
}
