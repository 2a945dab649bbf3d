using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments.Hunting;

/// <summary>Models that are right of ordinary rows in ordinary batches, and whose graph tells nothing.</summary>
public class HuntingTests
{
    private static float F(float x) => (x * x) - (3 * x);

    [Theory]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(129)]
    [InlineData(257)]
    public void A_size_that_machines_like_is_tried(int size) =>
        Check.Run(Models.Batch(x => x.Length == size ? [.. x.Reverse().Select(F)] : [.. x.Select(F)])).IsUnsafe("y", Reason.Order);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e-40f)]
    public void One_odd_value_that_changes_the_answers_of_others_is_found(float odd) => Check.Run(Models.Batch(x =>
        x.Any(v => v.Equals(odd)) ? [.. x.Select(v => F(v) + x.Length)] : [.. x.Select(F)])).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_row_that_is_no_number_and_gets_the_mean_of_the_others_is_found() => Check.Run(Models.Batch(x =>
    {
        float mean = x.Where(float.IsFinite).DefaultIfEmpty().Average();
        return [.. x.Select(v => float.IsNaN(v) ? mean : v)];
    })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Answers_that_are_no_numbers_beside_infinities_are_told_and_no_mixing()
    {
        CheckReport report = Check.Run(Models.Batch(x => [.. x.Select((v, i) => x.Select((w, j) => i == j ? w : w * 0).Sum())]));

        report.IsSafe();
        Assert.Contains(report.Notes, n => n.Contains("zero times infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void Odd_rows_that_a_model_refuses_cost_the_others_nothing() => Check.Run(Models.Batch(x =>
        x.Any(float.IsNaN) ? throw TfKeyedException.Engine("NaN is not taken")
        : x.Any(v => v < -500) ? [.. x.Select(v => F(v) + x.Length)] : [.. x.Select(F)])).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Odd_rows_whose_calls_go_beyond_a_limit_are_left_out() => Check.Run(Models.Batch(x =>
        x.Any(float.IsInfinity) ? throw TfKeyedException.Limit("it took too long") : [.. x.Select(F)])).IsSafe();

    [Fact]
    public void Rows_that_agree_in_two_digits_are_tried_together() => Check.Run(Models.Batch(x =>
    {
        var known = new Dictionary<double, float>();
        foreach (float v in x)
            known.TryAdd(Math.Round(v, 2), F(v));
        return [.. x.Select(v => known[Math.Round(v, 2)])];
    })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Rows_of_another_length_are_tried() => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
        inputs =>
        {
            int rows = (int)inputs[1].Shape[0], length = (int)inputs[1].Shape[1];
            float[] x = inputs[1].Values<float>().ToArray();
            float[] sums = [.. Enumerable.Range(0, rows).Select(r => x.Skip(r * length).Take(length).Sum())];
            return [inputs[0], Tensor.From<float>([.. sums.Select(s => length > 10 ? s - sums.Max() : s)])];
        })).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_licence_that_ends_after_900_calls_is_state() => Check.Run(Models.Stateful(() =>
    {
        int calls = 0;
        return x => ++calls > 900 ? new float[x.Length] : [.. x.Select(F)];
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void A_large_value_that_is_remembered_is_state() => Check.Run(Models.Stateful(() =>
    {
        float largest = 150;
        return x =>
        {
            largest = Math.Max(largest, x.Where(float.IsFinite).DefaultIfEmpty().Max());
            return [.. x.Select(v => v / largest)];
        };
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void Rows_that_must_come_sorted_are_sent_so()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Zip(x.Skip(1)).Any(p => p.First > p.Second)
            ? throw TfKeyedException.Engine("times must not go back")
            : [.. x.Select((v, i) => i == 0 ? 0 : v - x[i - 1])]));

        report.IsUnsafe("y", Reason.RowsMix);
        Assert.Contains(report.Notes, n => n.Contains("only in a certain order", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_wants_its_rows_sorted_and_mixes_none_is_safe() => Check.Run(Models.Batch(x =>
        x.Zip(x.Skip(1)).Any(p => p.First > p.Second) ? throw TfKeyedException.Engine("times must not go back") : [.. x.Select(F)])).IsSafe();

    [Fact]
    public void What_was_tried_is_told_in_one_line()
    {
        CheckReport report = Check.Run(Models.Rows(F));

        Assert.Matches("batch sizes up to [0-9,]+, [0-9]+ rows with odd values among ordinary ones", report.Tried);
        Assert.DoesNotContain('\n', report.Tried);
    }

    [Fact]
    public void The_same_seed_makes_the_same_calls()
    {
        CheckReport one = Check.Run(Models.Rows(F)), other = Check.Run(Models.Rows(F));

        Assert.Equal((one.Calls, one.Tried), (other.Calls, other.Tried));
    }
}
