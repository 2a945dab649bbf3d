using System.Collections.Concurrent;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

public class ShapeTests
{
    [Fact]
    public void Scalar_outputs_are_told_and_are_safe()
    {
        CheckReport report = Check.Run(Models.Of(
            [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
            [Models.Argument("key", DataType.String, -1), Models.Argument("version", DataType.Int32), Models.Argument("y", DataType.Float, -1)],
            i => [i[0], Tensor.From(TensorShape.Scalar, [3]), i[1]]));
        report.IsSafe();
        Assert.True(report.Output("version").Scalar);
        Assert.Contains("version", report.Property(PropertyNames.RowCount).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scalar_input_beside_the_batch_stays_the_same_but_in_calls_that_try_others()
    {
        var seen = new ConcurrentBag<bool>();
        CheckReport report = Check.Run(Models.Of(
            [Models.Argument("double", DataType.Bool), Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
            [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
            i =>
            {
                seen.Add(i[0].Values<bool>()[0]);
                return [i[1], i[2]];
            }));
        report.IsSafe();
        Assert.InRange(seen.Min(b => seen.Count(s => s == b)), 1, seen.Count / 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fixed_batch_is_the_only_size_that_is_sent(bool reverses)
    {
        var sizes = new ConcurrentBag<long>();
        CheckReport report = Check.Run(Models.Of(
            [Models.Argument("key", DataType.String, 4), Models.Argument("x", DataType.Float, 4, 3)],
            [Models.Argument("key", DataType.String, 4), Models.Argument("y", DataType.Float, 4, 3)],
            i =>
            {
                sizes.Add(i[0].Shape[0]);
                return [i[0], reverses ? i[1].Gather([3, 2, 1, 0]) : i[1]];
            }));
        Assert.Equal([4], sizes.Distinct());
        if (reverses)
            report.IsUnsafe("y", Reason.Order);
        else
            report.IsSafe();
    }

    [Fact]
    public void Rows_that_are_padded_to_the_longest_of_their_batch_mix() => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1, -1)],
        i =>
        {
            float[] x = i[1].Values<float>().ToArray();
            int width = 1 + (int)x.Select(Math.Abs).DefaultIfEmpty(0).Max(v => Math.Min(v, 4));
            return [i[0], Tensor.From<float>(new TensorShape(x.Length, width), [.. x.SelectMany(v => Enumerable.Repeat(v, width))])];
        })).IsUnsafe("y", Reason.RowsMix);
}
