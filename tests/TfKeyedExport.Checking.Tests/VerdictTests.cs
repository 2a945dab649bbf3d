using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

public class VerdictTests
{
    private static float F(float x) => (x * x) - (3 * x);

    [Fact]
    public void A_model_of_single_rows_is_safe() => Check.Run(Models.Rows(F)).IsSafe();

    [Fact]
    public void Every_property_of_a_safe_model_is_passed_or_says_why_not()
    {
        CheckReport report = Check.Run(Models.Rows(F), against: Models.Unkeyed(F));
        Assert.Equal(PropertyNames.All, report.Properties.Select(p => p.Name));
        Assert.All(report.Properties.Where(p => p.Name != PropertyNames.PythonLoader), p => Assert.Equal((p.Name, PropertyStatus.Passed), (p.Name, p.Status)));
        // A model that is only a function has no objects for Python.
        Assert.Contains("no objects", report.Property(PropertyNames.PythonLoader).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Reversing_is_an_order() => Check.Run(Models.Batch(x => x.Select(F).Reverse().ToArray())).IsUnsafe("y", Reason.Order);

    [Fact]
    public void Sorting_is_an_order() => Check.Run(Models.Batch(x => x.Select(F).Order().ToArray())).IsUnsafe("y", Reason.Order);

    [Fact]
    public void Sorting_rows_that_come_sorted_is_an_order() => Check.Run(Models.Batch(x => x.Order().ToArray())).IsUnsafe("y", Reason.Order);

    [Fact]
    public void Swapping_the_first_two_rows_is_an_order() =>
        Check.Run(Models.Batch(x => x.Length < 2 ? x : [x[1], x[0], .. x[2..]])).IsUnsafe("y", Reason.Order);

    [Fact]
    public void Dropping_rows_is_a_row_count() => Check.Run(Models.Batch(x => x.Where(v => v > 0).ToArray())).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void One_answer_for_all_is_a_row_count() => Check.Run(Models.Batch(x => [x.Sum()])).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void Dropping_equal_rows_is_a_row_count() => Check.Run(Models.Batch(x => x.Distinct().ToArray())).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void Subtracting_the_mean_mixes_rows() =>
        Check.Run(Models.Batch(x => x.Select(v => v - (x.Sum() / x.Length)).ToArray())).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_running_sum_mixes_rows() =>
        Check.Run(Models.Batch(x => x.Select((_, i) => x[..(i + 1)].Sum()).ToArray())).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Only_neighbours_that_are_equal_mix() =>
        Check.Run(Models.Batch(x => x.Select((v, i) => x[..i].Contains(v) ? -1f : v).ToArray())).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Adding_the_place_in_the_batch_mixes_rows() => Check.Run(Models.Batch(x => x.Select((v, i) => v + i).ToArray())).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Dividing_by_the_batch_size_mixes_rows() =>
        Check.Run(Models.Batch(x => x.Select(v => (v + 1) / x.Length).ToArray())).IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Chance_is_random() => Check.Run(Models.Batch(x => x.Select(_ => Random.Shared.NextSingle()).ToArray())).IsUnsafe("y", Reason.Random);

    [Fact]
    public void Counting_calls_is_state() => Check.Run(Models.Stateful(() =>
    {
        int calls = 0;
        return x => x.Select(v => v + Interlocked.Increment(ref calls)).ToArray();
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void What_the_first_batch_leaves_behind_for_good_is_state()
    {
        static FakeModel Latch() => Models.Stateful(() =>
        {
            bool isTripped = false;
            return x =>
            {
                isTripped |= x.Any(v => v > 2);
                return Array.ConvertAll(x, v => isTripped ? -v : v);
            };
        });
        static FakeModel Largest() => Models.Stateful(() =>
        {
            float largest = 1;
            return x =>
            {
                largest = Math.Max(largest, x.Select(Math.Abs).DefaultIfEmpty().Max());
                return Array.ConvertAll(x, v => v / largest);
            };
        });

        Check.Run(Latch()).IsUnsafe("y", Reason.State);
        Check.Run(Largest()).IsUnsafe("y", Reason.State);
        // The other engine remembers as well, and tells nothing of it.
        Check.RunRounding(Latch(), Latch()).IsUnsafe("y", Reason.State);
        Check.RunRounding(Largest(), Largest()).IsUnsafe("y", Reason.State);
    }

    [Fact]
    public void Remembering_the_first_call_is_state() => Check.Run(Models.Stateful(() =>
    {
        float? first = null;
        return x => x.Select(v => v + (first ??= x.Length == 0 ? 0 : x.Sum())).ToArray();
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void Changing_after_many_calls_is_state() => Check.Run(Models.Stateful(() =>
    {
        int calls = 0;
        return x =>
        {
            float extra = Interlocked.Increment(ref calls) > 60 ? 1 : 0;
            return x.Select(v => v + extra).ToArray();
        };
    })).IsUnsafe("y", Reason.State);

    [Fact]
    public void Rows_that_the_model_refuses_are_left_out_and_told()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Any(v => v < -1) ? throw TfKeyedException.Engine("x must not be below -1") : x));
        report.IsSafe();
        Assert.True(report.Rows < 64);
        Assert.Contains(report.Notes, n => n.Contains("x must not be below -1", StringComparison.Ordinal));
    }

    [Fact]
    public void An_undeclared_batch_size_is_found()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Length == 8 ? x.Reverse().ToArray() : throw TfKeyedException.Engine("cannot reshape")));
        report.IsUnsafe("y", Reason.Order);
        Assert.Contains(report.Notes, n => n.Contains("batches of 8 only", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_on_the_batch_size_is_found() =>
        Check.Run(Models.Batch(x => x.Length <= 20 ? x : throw TfKeyedException.Engine("too many"))).IsSafe();

    [Fact]
    public void An_empty_batch_that_is_refused_is_told_only()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Length > 0 ? x : throw TfKeyedException.Engine("cannot reshape")));
        report.IsSafe();
        Assert.Equal(PropertyStatus.Skipped, report.Property(PropertyNames.EmptyBatch).Status);
    }

    [Fact]
    public void An_empty_batch_with_an_answer_is_a_row_count() => Check.Run(Models.Batch(x => x.Length > 0 ? x : [0])).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void Losing_the_only_row_of_a_batch_is_a_row_count() => Check.Run(Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
        i => [i[0], i[1].Count == 1 ? i[1].Reshape(TensorShape.Scalar) : i[1]])).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void Calls_that_mix_among_threads_are_state()
    {
        int running = 0;
        CheckReport report = Check.Run(Models.Batch(x =>
        {
            // Waits for company, a bounded number of turns, so that calls of other threads overlap.
            Interlocked.Increment(ref running);
            bool company = false;
            for (int turn = 0; turn < 2000 && !company; turn++)
            {
                company = Volatile.Read(ref running) > 1;
                Thread.Yield();
            }
            float[] y = company ? Array.ConvertAll(x, v => v + 1) : x;
            Interlocked.Decrement(ref running);
            return y;
        }), rows: 8);
        report.IsUnsafe("y", Reason.State);
        Assert.Equal(PropertyStatus.Failed, report.Property(PropertyNames.Threads).Status);
    }

    [Fact]
    public async Task A_cancelled_check_ends()
    {
        using var cancel = new CancellationTokenSource();
        int calls = 0;
        FakeModel model = Models.Batch(x =>
        {
            if (++calls == 10)
                cancel.Cancel();
            return x;
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(() => Check.RunUntil(cancel.Token, model), TestContext.Current.CancellationToken));
        Assert.Equal(10, calls);
    }

    [Fact]
    public void A_defect_of_the_engine_is_not_hidden() =>
        Assert.Throws<InvalidOperationException>(() => Check.Run(Models.Batch(_ => throw new InvalidOperationException("crash"))));
}
