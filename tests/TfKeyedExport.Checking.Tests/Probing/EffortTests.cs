using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Probing;

/// <summary>A check of a large net is bounded, by sizes and not by a clock: the same seed makes the same calls on every machine.</summary>
public class EffortTests
{
    [Theory]
    [InlineData(4, 1 << 20, 64)]
    [InlineData(16_000, 1 << 20, 64)]
    [InlineData(40_000, 1 << 20, 24)]
    [InlineData(224 * 224 * 3, 1 << 20, 8)]
    [InlineData(4, 100 << 20, 24)]
    [InlineData(4, 400 << 20, 8)]
    [InlineData(1_000_000_000_000, 1, 8)]
    public void Of_large_models_fewer_rows_are_tried(long size, long weights, int rows)
    {
        var signature = new ModelSignature("serving_default", ModelSignature.PredictMethod, [Models.Argument("x", DataType.Float, -1, size)], []);

        Assert.Equal(rows, Effort.For(signature, CheckedLayout.Of(signature, []), weights).Rows);
    }

    [Fact]
    public void Fewer_rows_are_told_unless_they_were_asked_for()
    {
        var signature = new ModelSignature("serving_default", ModelSignature.PredictMethod, [Models.Argument("x", DataType.Float, -1, 1 << 20)], []);
        Effort effort = Effort.For(signature, CheckedLayout.Of(signature, []), 0);

        Assert.Contains("--rows N", Assert.Single(effort.Remarks(null)), StringComparison.Ordinal);
        Assert.Empty(effort.Remarks(64));
        Assert.Empty(Effort.Full.Remarks(null));
    }
}
