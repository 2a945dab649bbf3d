using CsCheck;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Tests.Fakes;
using Xunit;

using Check = TfKeyedExport.Checking.Tests.Fakes.Check;

namespace TfKeyedExport.Checking.Tests.Trials;

public class CounterexampleTests
{
    private static int RowsOf(CheckReport report) => (int)report.Output("y").Counterexample!.Inputs["x"].Shape[0];

    [Fact]
    public void Reversing_needs_two_rows() => Assert.Equal(2, RowsOf(Check.Run(Models.Batch(x => x.Reverse().ToArray()))));

    [Fact]
    public void Dropping_needs_one_row() => Assert.Equal(1, RowsOf(Check.Run(Models.Batch(x => x.Where(v => v > 0).ToArray()))));

    [Fact]
    public void Dropping_equal_rows_needs_two_rows() => Assert.Equal(2, RowsOf(Check.Run(Models.Batch(x => x.Distinct().ToArray()))));

    [Fact]
    public void Subtracting_the_mean_needs_two_rows() =>
        Assert.Equal(2, RowsOf(Check.Run(Models.Batch(x => x.Select(v => v - (x.Sum() / x.Length)).ToArray()))));

    [Fact]
    public void A_counterexample_can_be_run_again()
    {
        Func<float[], float[]> model = x => x.Select(v => v * 2).Order().ToArray();
        Counterexample found = Check.Run(Models.Batch(model)).Output("y").Counterexample!;
        float[] x = found.Inputs["x"].Values<float>().ToArray();
        Assert.Equal(found.Got.Values<float>()[0], model(x)[found.Row]);
        Assert.Equal(found.Expected!.Values<float>()[0], model([x[found.Row]])[0]);
        Assert.NotEqual(found.Expected.Values<float>()[0], found.Got.Values<float>()[0]);
    }

    [Fact]
    public void An_answer_that_the_original_does_not_give_is_shown_by_one_row()
    {
        CheckReport report = Check.Run(Models.Rows(x => x + 1), against: Models.Unkeyed(x => x));
        report.IsUnsafe("y", null);
        Assert.Equal(PropertyNames.EqualsUnkeyed, report.Output("y").Counterexample!.Property);
    }

    [Fact]
    public void A_generator_with_a_fixed_seed_is_random() => Check.Run(Models.Stateful(() =>
    {
        var random = new Dice(5);
        return x =>
        {
            lock (random)
                return x.Select(_ => (float)random.NextUnit()).ToArray();
        };
    })).IsUnsafe("y", Reason.Random);

    [Fact]
    public void Any_rule_that_reorders_rows_is_an_order() => Gen.Long.Sample(
        seed =>
        {
            CheckReport report = Check.Run(
                Models.Batch(x =>
                {
                    int[] order = new Dice(seed).Permutation(x.Length);
                    // At least the first two rows change places, so that no seed is harmless.
                    if (order.Length > 1 && order[0] == 0)
                        (order[0], order[1]) = (order[1], order[0]);
                    return Array.ConvertAll(order, i => x[i]);
                }),
                rows: 16);
            return report.Output("y").Reason == Reason.Order;
        },
        iter: 20,
        seed: "0000000000001");

    [Fact]
    public void The_same_seed_makes_the_same_report()
    {
        static string Json(long seed)
        {
            using var stream = new MemoryStream();
            Check.Run(Models.Batch(x => x.Order().ToArray()), seed: seed).WriteJson(stream);
            return Convert.ToBase64String(stream.ToArray());
        }
        Assert.Equal(Json(3), Json(3));
        Assert.NotEqual(Json(3), Json(4));
    }
}
