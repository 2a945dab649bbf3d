using TfKeyedExport.Operations.Hints;
using Xunit;

namespace TfKeyedExport.Tests.Operations.Hints;

public class ValueRangeTests
{
    [Fact]
    public void What_is_asked_of_a_tensor_is_traced_back_to_the_input()
    {
        var hints = new InputHints();
        // 10 - 2x must lie within 0 and 4.
        new Trail(hints).Times(-2)!.Plus(10, 10).Within(0, 4);
        Assert.Equal((3, 5), (hints.Range.Least, hints.Range.Most));
    }

    [Fact]
    public void Columns_that_are_shifted_differently_all_stay_inside()
    {
        var hints = new InputHints();
        new Trail(hints).Plus(0, 20).Index(50);
        Assert.Equal((0, 29), (hints.Range.Least, hints.Range.Most));
        Assert.True(hints.Range.IsWhole);
    }

    [Fact]
    public void What_is_clipped_may_lie_outside()
    {
        var hints = new InputHints();
        new Trail(hints).ClippedBelow().ClippedAbove().Index(50);
        Assert.Equal((0, true, 49, true), (hints.Range.Least, hints.Range.IsSoftBelow, hints.Range.Most, hints.Range.IsSoftAbove));
    }

    [Fact]
    public void What_contradicts_what_is_known_is_left_out()
    {
        var range = new ValueRange();
        range.AtLeast(10, soft: false);
        range.AtMost(5, soft: false);
        Assert.Equal((10, null), (range.Least, range.Most));
    }

    [Fact]
    public void A_hard_end_takes_the_place_of_a_soft_one()
    {
        var range = new ValueRange();
        range.AtMost(5, soft: true);
        range.AtMost(9, soft: false);
        range.AtLeast(7, soft: false);
        Assert.Equal((7, 9, false), (range.Least, range.Most, range.IsSoftAbove));
    }
}
