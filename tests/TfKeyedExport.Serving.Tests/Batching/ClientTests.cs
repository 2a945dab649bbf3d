using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

/// <summary>Several clients before one queue.</summary>
public sealed class ClientTests
{
    private static readonly Client Greedy = new("greedy", []);
    private static readonly Client Modest = new("modest", []);
    private static readonly BatchSettings Two = new() { MaxExecutionSize = 2, MaxEnqueuedBatches = 4 };

    [Fact]
    public async Task A_batch_is_made_of_the_rows_of_all_who_wait()
    {
        using var harness = new BatchHarness(Two);
        Task<Tensor[]> busy = harness.Occupy(0, 0);
        Task<Tensor[]>[] all = [Ask(harness, Greedy, 1), Ask(harness, Greedy, 2), Ask(harness, Greedy, 3), Ask(harness, Modest, 10)];
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. all]));
        Assert.Equal([[0, 0], [1, 10], [2, 3]], harness.Runner.Runs);
    }

    [Fact]
    public async Task A_large_request_does_not_hold_up_a_small_one_of_another_client()
    {
        using var harness = new BatchHarness(Two);
        Task<Tensor[]> busy = harness.Occupy(0, 0), large = Ask(harness, Greedy, 1, 2, 3, 4, 5), small = Ask(harness, Modest, 10);
        harness.Runner.MayGo.Set();
        await Gives(large, 1, 2, 3, 4, 5);
        await Gives(small, 10);
        await Soon.Ends(busy);
        Assert.Equal([[0, 0], [1, 2], [10, 3], [4, 5]], harness.Runner.Runs);
    }

    [Fact]
    public async Task When_one_has_filled_the_queue_it_is_refused_and_another_is_let_in_up_to_its_share()
    {
        using var harness = new BatchHarness(Two);
        Task<Tensor[]> busy = harness.Occupy(0, 0);
        Task<Tensor[]>[] filling = [.. Enumerable.Range(1, 8).Select(i => Ask(harness, Greedy, i))];
        Assert.Equal(Code.Unavailable, (await Soon.Faults(Ask(harness, Greedy, 9))).Code);
        Task<Tensor[]>[] owed = [.. Enumerable.Range(11, 4).Select(i => Ask(harness, Modest, i))];
        Assert.Equal(TimeSpan.FromSeconds(1), (await Soon.Faults(Ask(harness, Modest, 15))).RetryAfter);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. filling, .. owed]));
    }

    [Fact]
    public async Task A_larger_share_is_owed_more_of_a_full_queue()
    {
        using var harness = new BatchHarness(Two);
        Task<Tensor[]> busy = harness.Occupy(0, 0);
        Task<Tensor[]>[] filling = [.. Enumerable.Range(1, 8).Select(i => Ask(harness, Greedy, i))];
        var important = new Client("important", [], 3);
        Task<Tensor[]>[] owed = [.. Enumerable.Range(11, 6).Select(i => Ask(harness, important, i))];
        await Soon.Faults(Ask(harness, important, 17));
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. filling, .. owed]));
    }

    [Fact]
    public async Task Who_keeps_many_shapes_busy_does_not_hold_up_another_client_with_one()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 1 });
        Task<Tensor[]> busy = harness.Occupy(0);
        Task<Tensor[]>[] wide = [.. Enumerable.Range(2, 5).Select(w => harness.Ask(Of(Greedy), Tensor.From<float>(new TensorShape(1, w), new float[w])))];
        Task<Tensor[]> one = Ask(harness, Modest, 10);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. wide, one]));
        Assert.True(Array.FindIndex(harness.Runner.Runs, r => r is [10]) <= 2, "it came after its first competitor");
    }

    [Fact]
    public async Task Where_batching_is_off_only_so_many_calls_wait_and_clients_take_turns_all_the_same()
    {
        using var harness = new BatchHarness();
        var lane = new SoloLane(harness.Scheduler, BatchSettings.Unbatched(maxWaiting: 2), harness.Runner);
        harness.Runner.MayGo.Reset();
        Task<Tensor[]> busy = Submit(lane, Greedy, 0);
        Soon.Is(harness.Runner.Began);
        Task<Tensor[]>[] waiting = [Submit(lane, Greedy, 1), Submit(lane, Greedy, 2)];
        ServingFault fault = await Soon.Faults(Submit(lane, Greedy, 3));
        Assert.Equal((Code.Unavailable, TimeSpan.FromSeconds(1)), (fault.Code, fault.RetryAfter));
        Assert.EndsWith("; 2 calls wait, and 2 may (--max-waiting)", fault.Message, StringComparison.Ordinal);
        Task<Tensor[]> owed = Submit(lane, Modest, 10);
        harness.Runner.MayGo.Set();
        await Soon.Ends(Task.WhenAll([busy, .. waiting, owed]));
        Assert.Equal([[0], [10], [1], [2]], harness.Runner.Runs);
        // What is not joined is no batch.
        Assert.Empty(harness.Runner.Batches);
    }

    private static async Task<Tensor[]> Submit(SoloLane lane, Client client, float row) =>
        await lane.Submit(new PendingCall([Tensor.From<float>(row)], 1, Of(client)));

    private static Task<Tensor[]> Ask(BatchHarness harness, Client client, params float[] rows) => harness.Ask(Of(client), Tensor.From<float>(rows));

    private static CallTerms Of(Client client) => new(long.MaxValue, null, null) { Client = client };
}
