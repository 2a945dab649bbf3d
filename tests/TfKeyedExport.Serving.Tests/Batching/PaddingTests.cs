using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Serving.Tests.Batching.BatchHarness;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class PaddingTests
{
    private static readonly BatchSettings Variable = new() { MaxExecutionSize = 2, Timeout = Wait, PadsVariableLengths = true };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    public void A_batch_grows_to_the_next_allowed_size(int rows, int size) =>
        Assert.Equal(size, new BatchSettings { AllowedSizes = [2, 4] }.PaddedSize(rows));

    [Fact]
    public async Task The_last_row_is_repeated_and_nobody_sees_it()
    {
        using var harness = new BatchHarness(new BatchSettings { MaxExecutionSize = 8, AllowedSizes = [4, 8] });
        await Gives(harness.Ask(1, 2, 3), 1, 2, 3);
        Assert.Equal([[1, 2, 3, 3]], harness.Runner.Runs);
        Assert.Equal((1, 3, 1, BatchClosing.Idle), harness.Runner.Batches[0]);
    }

    [Fact]
    public async Task Strings_are_repeated_too()
    {
        using var harness = new BatchHarness(new BatchSettings { AllowedSizes = [4] });
        Tensor? seen = null;
        harness.Runner.Model = inputs => [seen = inputs[0]];
        Tensor texts = Tensor.FromText("a", "bcd");
        Assert.True(texts.BitEquals((await Soon.Ends(harness.Ask(texts)))[0]));
        Assert.True(Tensor.FromText("a", "bcd", "bcd", "bcd").BitEquals(seen!));
    }

    [Fact]
    public async Task Shorter_rows_are_filled_up_with_their_own_first_element()
    {
        using var harness = new BatchHarness(Variable);
        Task<Tensor[]> small = harness.Ask(Tensor.From<float>(new TensorShape(1, 2, 2), [1, 2, 3, 4]));
        Task<Tensor[]> large = harness.Ask(Tensor.From<float>(new TensorShape(1, 3, 3), [5, 6, 7, 8, 9, 10, 11, 12, 13]));
        await Gives(small, 1, 2, 1, 3, 4, 1, 1, 1, 1);
        await Gives(large, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        Assert.Equal(new TensorShape(1, 3, 3), (await Task.WhenAll(small))[0][0].Shape);
    }

    [Fact]
    public async Task Shorter_rows_of_strings_likewise()
    {
        using var harness = new BatchHarness(Variable);
        Task<Tensor[]> small = harness.Ask(Strings("a", "b")), large = harness.Ask(Strings("c", "d", "e"));
        Assert.True(Strings("a", "b", "a").BitEquals((await Soon.Ends(small))[0]));
        Assert.True(Strings("c", "d", "e").BitEquals((await Soon.Ends(large))[0]));

        static Tensor Strings(params string[] texts) => Tensor.FromText(texts).Reshape(new TensorShape(1, texts.Length));
    }

    [Fact]
    public async Task What_has_no_element_cannot_be_filled_up_and_is_run_apart()
    {
        using var harness = new BatchHarness(Variable);
        Task<Tensor[]> empty = harness.Ask(Tensor.From<float>(new TensorShape(1, 0), [])),
            full = harness.Ask(Tensor.From<float>(new TensorShape(1, 2), [1, 2]));
        Assert.Equal(0, (await Soon.Ends(empty))[0].Count);
        await Gives(full, 1, 2);
    }

    [Fact]
    public async Task As_in_TensorFlow_Serving_what_has_no_element_fails_the_batch()
    {
        using var harness = new BatchHarness(Variable with { FailsTogether = true });
        Task<Tensor[]> empty = harness.Ask(Tensor.From<float>(new TensorShape(1, 0), [])),
            full = harness.Ask(Tensor.From<float>(new TensorShape(1, 2), [1, 2]));
        Assert.Equal("Got empty tensor in batch of non-empty tensors.", (await Soon.Faults(empty)).Message);
        Assert.Equal("Got empty tensor in batch of non-empty tensors.", (await Soon.Faults(full)).Message);
    }

    [Fact]
    public async Task A_request_is_not_cut_among_others_and_the_pieces_of_one_that_is_too_large_keep_its_lengths()
    {
        using var harness = new BatchHarness(Variable with { MaxExecutionSize = 4 });
        Task<Tensor[]> wide = harness.Ask(Of(3, 3)), cut = harness.Ask(Of(2, 2)), large = harness.Ask(Of(6, 1)), last = harness.Ask(Of(1, 3));
        harness.Batcher.Flush();
        Assert.Equal(new TensorShape(3, 3), (await Soon.Ends(wide))[0].Shape);
        Assert.Equal(new TensorShape(2, 2), (await Soon.Ends(cut))[0].Shape);
        Assert.Equal(new TensorShape(6, 1), (await Soon.Ends(large))[0].Shape);
        Assert.Equal(new TensorShape(1, 3), (await Soon.Ends(last))[0].Shape);

        static Tensor Of(int rows, int width) => Tensor.From<float>(new TensorShape(rows, width), [.. Enumerable.Range(0, rows * width).Select(i => (float)i)]);
    }

    [Fact]
    public void Rows_are_cut_out_wherever_they_stand()
    {
        Tensor texts = Tensor.FromText("", "a", "", "bc", "", "d").Reshape(new TensorShape(3, 2));
        Assert.True(Tensor.FromText("", "bc").Reshape(new TensorShape(1, 2)).BitEquals(BatchTensors.Slice(texts, 1, 1)));
        Assert.True(Tensor.FromText("", "bc", "", "d").Reshape(new TensorShape(2, 2)).BitEquals(BatchTensors.Slice(texts, 1, 2)));
        Assert.Equal(0, BatchTensors.Slice(texts, 3, 0).Count);
    }
}
