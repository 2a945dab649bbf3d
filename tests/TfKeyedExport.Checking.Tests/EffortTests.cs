using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

/// <summary>A check of a large net takes seconds, as that of a small one does.</summary>
public class EffortTests
{
    [Theory]
    [InlineData(4, 64)]
    [InlineData(40_000, 52)]
    [InlineData(224 * 224 * 3, 13)]
    [InlineData(100_000_000, 8)]
    public void Of_large_rows_fewer_are_made(long size, int rows)
    {
        var signature = new ModelSignature("serving_default", ModelSignature.PredictMethod, [Models.Argument("x", DataType.Float, -1, size)], []);

        Assert.Equal(rows, Effort.RowsFor(signature, BatchLayout.Of(signature, [])));
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(10, 24)]
    [InlineData(1000, 8)]
    public void Of_slow_rows_fewer_are_tried_unless_a_number_is_named(int milliseconds, int rows)
    {
        var time = new PacedTime();
        FakeModel slow = Models.Batch(x =>
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds * x.Length));
            return x;
        });

        CheckReport report = Check.RunAt(time, slow, null);

        Assert.Equal((Verdict.Safe, rows), (report.Verdict, report.Rows));
        Assert.Equal(rows < 64, report.Notes.Any(n => n.Contains("--rows N takes more", StringComparison.Ordinal)));
        Assert.Equal(40, Check.RunAt(time, slow, 40).Rows);
    }

    [Fact]
    public void What_state_a_model_has_is_told_also_if_it_is_slow()
    {
        var time = new PacedTime();
        FakeModel counts = Models.Stateful(() =>
        {
            int calls = 0;
            return x =>
            {
                time.Advance(TimeSpan.FromSeconds(x.Length));
                float call = Interlocked.Increment(ref calls);
                return [.. x.Select(v => v + call)];
            };
        });

        Check.RunAt(time, counts, null).IsUnsafe("y", Reason.State);
    }

    private sealed class PacedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
