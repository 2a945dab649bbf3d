using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Judging;

/// <summary>Rounding and leaking overlap in size, so they are told apart by what else they depend on.</summary>
public class RoundingTests
{
    private static readonly FakeModel RoundsByBatchSize = Models.Batch(x => Array.ConvertAll(x, v => x.Length > 4 ? MathF.BitIncrement(F(v)) : F(v)));

    [Fact]
    public void A_difference_in_the_last_place_is_a_difference_on_an_engine_that_makes_none() => Check.Run(RoundsByBatchSize).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_difference_in_the_last_place_for_other_batch_sizes_is_rounding_on_an_engine_that_makes_it()
    {
        CheckReport report = Check.RunRounding(RoundsByBatchSize);

        report.IsSafe();
        Assert.Contains(report.Notes, n => n.Contains("rounding", StringComparison.Ordinal));
    }

    [Fact]
    public void A_leak_of_the_last_place_shows_where_only_neighbours_change() =>
        Check.RunRounding(Models.Batch(x => Array.ConvertAll(x, v => x.Sum() > 0 ? MathF.BitIncrement(F(v)) : F(v)))).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_leak_of_the_last_place_by_size_shows_where_another_engine_makes_it_too() =>
        Check.RunRounding(RoundsByBatchSize, witness: RoundsByBatchSize).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Rounding_that_follows_the_neighbours_is_rounding_if_the_other_engine_does_not_follow_them() =>
        Check.RunRounding(Models.Batch(x => Array.ConvertAll(x, v => x.Sum() > 0 ? MathF.BitIncrement(F(v)) : F(v))), witness: Models.Rows(F)).IsSafe();

    [Fact]
    public void What_rounding_cannot_explain_is_a_difference_whatever_the_other_engine_says() =>
        Check.RunRounding(Models.Batch(x => Array.ConvertAll(x, v => x.Length > 4 ? F(v) * 1.01f : F(v))), witness: Models.Rows(F))
            .IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Where_large_terms_cancel_the_difference_between_the_engines_bounds_the_rounding()
    {
        // What is left of a difference of numbers near 30,000, which float32 holds to a 512th.
        static float Left(float v, float places) => v + (places / 512);

        Check.RunRounding(Models.Batch(x => Array.ConvertAll(x, v => Left(v, x.Length % 3))), witness: Models.Rows(v => Left(v, 2))).IsSafe();
        Check.RunRounding(Models.Batch(x => Array.ConvertAll(x, v => Left(v, x.Length % 3))), witness: Models.Rows(v => Left(v, 1)))
            .IsUnsafe("y", Reason.RowsMix);
    }

    [Fact]
    public void A_class_that_flips_at_a_step_is_rounding_only_if_the_other_engine_stands_at_that_step()
    {
        FakeModel Classes(Func<int, float, long> of) => Models.Of(
            [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("class", DataType.Int64, -1)],
            i => [i[0], Tensor.From<long>(Array.ConvertAll(i[1].Values<float>().ToArray(), v => of((int)i[1].Shape[0], v)))]);
        FakeModel flips = Classes((size, v) => size > 50 && v is > 0.5f and < 0.7f ? 1 : (long)Math.Floor(v));

        CheckReport told = Check.RunRounding(flips, witness: Classes((_, v) => (long)Math.Floor(v)));
        told.IsSafe();
        Assert.Contains(told.Notes, n => n.Contains("rounding at a step", StringComparison.Ordinal));
        Check.RunRounding(flips).IsUndecided("whole numbers or texts at a step");
        Check.RunRounding(flips, witness: flips).IsUnsafe("class", Reason.RowsMix);
    }

    [Fact]
    public void Text_that_spells_a_rounded_number_is_rounded_too()
    {
        string Text(float v) => v.ToString("F9", System.Globalization.CultureInfo.InvariantCulture);

        FakeModel own = Texts((_, v) => Text(MathF.BitDecrement(v)));
        Check.RunRounding(Texts((size, v) => Text(size > 4 ? MathF.BitIncrement(v) : v)), own).IsSafe();
        Check.RunRounding(Texts((size, v) => Text(size > 4 ? v + 1 : v)), own).IsUnsafe("t", Reason.RowsMix);
        Check.RunRounding(Texts((size, v) => size > 4 ? $"more than {v}" : $"{v}"), own).IsUndecided("nothing tells how large it is");
    }

    [Fact]
    public void Numbers_within_a_text_are_rounded_too()
    {
        static string Json(float v, float off) => FormattableString.Invariant($"{{\"id\": \"dog\", \"p\": {10 + v + off:F6}, \"q\": {20 + v + off:F6}}}");

        Check.RunRounding(Texts((size, v) => Json(v, size > 4 ? 2e-6f : 0)), Texts((_, v) => Json(v, 1e-6f))).IsSafe();
        Check.RunRounding(Texts((size, v) => Json(v, size > 4 ? 2e-6f : 0))).IsUndecided("texts at a step");
    }

    [Fact]
    public void Whole_numbers_in_texts_are_no_rounded_ones()
    {
        static string Id(int place, float v) => FormattableString.Invariant($"{1_700_000_000 + (int)(1000 * v) + place}");

        Check.RunRounding(Texts((size, v) => Id(size > 4 ? 2 : 0, v))).IsUndecided("texts at a step");
        Check.RunRounding(Texts((_, v) => Id(0, v)), Texts((_, v) => Id(0, v)), Unkeyed((_, v) => Id(2, v))).IsUnsafe("t", null);
    }

    private static FakeModel Texts(Func<int, float, string> of) => Models.Of(
        [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("t", DataType.String, -1)],
        i => [i[0], Tensor.FromText(Array.ConvertAll(i[1].Values<float>().ToArray(), v => of((int)i[1].Shape[0], v)))]);

    private static FakeModel Unkeyed(Func<int, float, string> of) => Models.Of(
        [Models.KeyedSignature.Inputs[1]], [Models.Argument("t", DataType.String, -1)],
        i => [Tensor.FromText(Array.ConvertAll(i[0].Values<float>().ToArray(), v => of((int)i[0].Shape[0], v)))]);

    [Fact]
    public void Equal_calls_that_differ_by_rounding_are_rounding_and_others_are_chance()
    {
        FakeModel Times(float factor) => Models.Batch(x => Array.ConvertAll(x, v => Random.Shared.Next(2) == 0 ? F(v) : F(v) * factor));

        Check.RunRounding(Times(1 + 1e-6f), witness: Models.Rows(F)).IsSafe();
        Check.RunRounding(Times(2), witness: Models.Rows(F)).IsUnsafe("y", Reason.Random);
    }

    [Fact]
    public void Equal_calls_must_agree_but_for_the_last_places_if_there_is_no_other_engine_to_ask()
    {
        FakeModel Times(float factor) => Models.Batch(x => Array.ConvertAll(x, v => Random.Shared.Next(2) == 0 ? 1000 + v : (1000 + v) * factor));

        Check.RunRounding(Times(1 + 3e-6f)).IsUnsafe("y", Reason.Random);
    }

    [Fact]
    public void A_state_that_adds_the_last_place_shows_where_calls_repeat_bit_for_bit() => Check.RunRounding(Models.Stateful(() =>
    {
        int calls = 0;
        return x =>
        {
            bool late = Interlocked.Increment(ref calls) > 60;
            return Array.ConvertAll(x, v => late ? MathF.BitIncrement(F(v)) : F(v));
        };
    }), witness: Models.Rows(F)).IsUnsafe("y", Reason.State);

    [Fact]
    public void A_class_that_jumps_by_size_is_no_rounding() => Check.RunRounding(Models.Of(
        [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("class", DataType.Int64, -1)],
        i => [i[0], Tensor.From<long>(Array.ConvertAll(i[1].Values<float>().ToArray(), v => (long)Math.Floor(v) + (i[1].Shape[0] > 50 ? 3 : 0)))]))
        .IsUnsafe("class", Reason.RowsMix);

    [Fact]
    public void A_zero_of_another_sign_has_not_been_exchanged() =>
        Check.Run(Models.Batch(x => Array.ConvertAll(x, v => v is > 0 and < 1 ? (x.Length > 1 ? -0f : 0f) : v))).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Two_rows_that_are_exchanged_among_others_that_are_rounded_are_exchanged() => Check.RunRounding(Models.Batch(x =>
    {
        float[] y = Array.ConvertAll(x, v => x.Length > 4 ? MathF.BitIncrement(F(v)) : F(v));
        if (y.Length > 8)
            (y[0], y[8]) = (y[8], y[0]);
        return y;
    }), witness: Models.Batch(x =>
    {
        float[] y = Array.ConvertAll(x, F);
        if (y.Length > 8)
            (y[0], y[8]) = (y[8], y[0]);
        return y;
    })).IsUnsafe("y", Reason.Order);

    [Fact]
    public void A_column_beside_large_ids_is_compared_by_its_own_size()
    {
        FakeModel IdAndScore(Func<float[], int, float> score) => Models.Of(
            [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("y", DataType.Float, -1, 2)],
            i =>
            {
                float[] x = i[1].Values<float>().ToArray();
                return [i[0], Tensor.From<float>(new TensorShape(x.Length, 2), [.. x.SelectMany((v, row) => (float[])[3e7f + (2 * v), score(x, row)])])];
            });

        Check.RunRounding(IdAndScore((x, row) => F(x[x.Length - 1 - row]))).IsUnsafe("y", Reason.Order);
        Check.Run(IdAndScore((x, row) => F(x[x.Length - 1 - row]))).IsUnsafe("y", Reason.Order);
        Check.Run(IdAndScore((x, row) => F(x[row]))).IsSafe();
    }

    private static float F(float v) => (v * 3) + 1;
}
