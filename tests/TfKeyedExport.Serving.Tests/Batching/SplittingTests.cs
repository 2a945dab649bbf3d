using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class SplittingTests
{
    [Fact]
    public async Task A_large_request_fills_the_open_batch_first()
    {
        using var harness = new BatchHarness();
        Task<Tensor[]> small = harness.Ask(1), large = harness.Ask(2, 3, 4, 5, 6);
        await Gives(small, 1);
        harness.Time.Advance(Wait);
        await Gives(large, 2, 3, 4, 5, 6);
        Assert.Equal([[1, 2, 3, 4], [5, 6]], harness.Runner.Runs);
    }

    [Fact]
    public async Task Strings_are_cut_and_put_together_again()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2 });
        Tensor texts = Tensor.FromText("a", "", "ccc", "dd", "e");
        Assert.True(texts.BitEquals((await Soon.Ends(harness.Ask(texts)))[0]));
        Assert.Equal(3, harness.Runner.Runs.Length);
    }

    [Fact]
    public async Task Answers_to_pieces_that_get_too_large_together_end_the_request_and_what_is_left_is_not_run()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2, MostAnswerBytes = 15 });
        TfKeyedException error = await Assert.ThrowsAsync<TfKeyedException>(() => Soon.Ends(harness.Ask(1, 2, 3, 4, 5, 6, 7, 8)));
        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Equal(2, harness.Runner.Runs.Length);
        await Gives(harness.Ask(1, 2, 3), 1, 2, 3);
    }

    [Fact]
    public async Task A_piece_that_fails_fails_the_whole()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2 });
        harness.Runner.Model = inputs => inputs[0].Values<float>().Contains(3) ? throw new InvalidOperationException("no threes") : inputs;
        Task<Tensor[]> large = harness.Ask(1, 2, 3, 4, 5);
        Assert.Equal("no threes", (await Assert.ThrowsAsync<InvalidOperationException>(() => Soon.Ends(large))).Message);
    }

    [Theory]
    [InlineData(0, "Batched output tensor has 0 dimensions")]
    [InlineData(1, "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension sizes of the input tensors")]
    public async Task An_output_without_the_rows_of_a_piece_is_never_glued_to_others(int rank, string text)
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2 });
        harness.Runner.Model = _ => [Tensor.From<float>(rank == 0 ? TensorShape.Scalar : new TensorShape(1), [1])];
        Serving.Faults.ServingFault fault = await Soon.Faults(harness.Ask(1, 2, 3, 4));
        Assert.Equal((Code.FailedPrecondition, text), (fault.Code, fault.Message));
    }

    [Fact]
    public async Task Pieces_whose_rows_have_different_shapes_are_no_answer()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 2 });
        int runs = 0;
        harness.Runner.Model = _ => [Tensor.From<float>(new TensorShape(2, ++runs), new float[2 * runs])];
        Assert.Contains("different shapes", (await Soon.Faults(harness.Ask(1, 2, 3, 4))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_more_than_the_largest_request_is_told_so()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxBatchSize = 3, MaxExecutionSize = 3, SplitsLarge = false });
        Serving.Faults.ServingFault fault = await Soon.Faults(harness.Ask(1, 2, 3, 4));
        Assert.Equal((Code.InvalidArgument, "Task size 4 is larger than maximum input batch size 3"), (fault.Code, fault.Message));
    }
}
