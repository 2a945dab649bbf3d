using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments.Hunting;

/// <summary>Models that go wrong where rows stand in a period, in a size, an order or a company that is seldom tried; their graphs tell nothing.</summary>
public class HiddenCaseTests
{
    private static float F(float x) => (x * x) - (3 * x);

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(192)]
    public void Rows_that_change_places_with_those_a_whole_sample_away_are_found(int distance) => Check.Run(Models.Batch(x =>
    {
        float[] y = [.. x.Select(F)];
        return x.Length >= 2 * distance ? [.. y[distance..(2 * distance)], .. y[..distance], .. y[(2 * distance)..]] : y;
    })).IsUnsafe("y", Reason.Order);

    [Theory]
    [InlineData(213)]
    [InlineData(617)]
    [InlineData(811)]
    public void Of_a_model_that_nothing_proves_every_size_is_tried(int size) =>
        Check.Run(Models.Batch(x => x.Length == size ? [.. x.Reverse().Select(F)] : [.. x.Select(F)])).IsUnsafe("y", Reason.Order);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_model_that_takes_multiples_of_a_size_is_sent_more_than_one(int size)
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Length % size != 0
            ? throw TfKeyedException.Engine("groups are not whole")
            : [.. x.Select(F).Chunk(size).Reverse().SelectMany(c => c)]));

        report.IsUnsafe("y", Reason.Order);
        Assert.Contains(report.Notes, n => n.Contains($"batches of {size}, of {4 * size} and the like only", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_refused_alone_and_taken_together_are_tried_with_one_between() => Check.Run(Models.Batch(x =>
    {
        int more = x.Count(v => v > 2), less = x.Count(v => v < -2);
        if (more != less)
            throw TfKeyedException.Engine("as many ids as weights are wanted");
        return [.. x.Select((v, i) => F(v) + (i > 0 && x[i - 1] > 2 ? 1 : 0))];
    })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Rows_in_ascending_order_are_tried() => Check.Run(Models.Batch(x =>
        x.Length > 2 && x.SequenceEqual(x.Order()) ? [.. x.Select(v => F(v) + 1)] : [.. x.Select(F)])).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_running_mean_that_a_large_value_moves_is_state_though_none_of_an_empty_batch_would_hide_it() => Check.Run(Models.Stateful(() =>
    {
        float mean = 0;
        return x =>
        {
            mean = (0.9f * mean) + (0.1f * (x.Length == 0 ? float.NaN : x.Average()));
            return [.. x.Select(v => F(v) - (mean > 1e3f ? mean : 0))];
        };
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void More_distinct_rows_than_a_part_takes_are_tried() => Check.Run(Models.Batch(x =>
    {
        float[] distinct = [.. x.Distinct()];
        return [.. x.Select(v => F(Array.IndexOf(distinct, v) < 700 ? v : distinct[0]))];
    })).IsUnsafe("y", Reason.RowsMix);

    [Theory]
    [InlineData("_")]
    [InlineData("")]
    [InlineData("|")]
    public void Texts_that_are_the_same_once_they_are_joined_are_tried(string between) => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("a", DataType.String, -1), Models.Argument("b", DataType.String, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
        inputs =>
        {
            string[] a = Texts(inputs[1]), b = Texts(inputs[2]), joined = [.. a.Zip(b, (l, r) => l + between + r)];
            return [inputs[0], Tensor.From<float>([.. joined.Select(j => (float)a[Array.IndexOf(joined, j)].Length)])];
        })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Whole_numbers_that_are_the_same_as_floating_point_numbers_are_tried() => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("id", DataType.Int64, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Int64, -1)],
        inputs =>
        {
            long[] ids = inputs[1].Values<long>().ToArray();
            float[] coarse = [.. ids.Select(i => (float)i)];
            return [inputs[0], Tensor.From<long>([.. coarse.Select(c => ids[Array.IndexOf(coarse, c)])])];
        })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Rows_whose_inputs_are_of_different_lengths_are_tried() => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1, -1), Models.Argument("w", DataType.Float, -1, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
        inputs =>
        {
            // As a reshape of x to w's width does it, of which as many rows are taken as there are.
            int rows = (int)inputs[1].Shape[0], width = (int)inputs[2].Shape[1], all = rows * (int)inputs[1].Shape[1];
            float[] x = inputs[1].Values<float>().ToArray();
            return width == 0 || all % width != 0 || all / width < rows
                ? throw TfKeyedException.Engine("it does not fit")
                : [inputs[0], Tensor.From<float>([.. Enumerable.Range(0, rows).Select(r => x.Skip(r * width).Take(width).Sum())])];
        })).IsUnsafe("y", Reason.RowsMix);

    private static string[] Texts(Tensor tensor) => [.. Enumerable.Range(0, (int)tensor.Shape[0]).Select(i => Encoding.Latin1.GetString(tensor.Strings[i]))];
}
