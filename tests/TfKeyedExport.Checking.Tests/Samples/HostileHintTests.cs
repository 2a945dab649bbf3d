using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

/// <summary>What a model asks of its inputs is a promise of its own: sample values are made within bounds, however much it asks for.</summary>
public class HostileHintTests
{
    [Fact]
    public void Strings_within_strings_end_at_some_depth()
    {
        var hints = new InputHints();
        for (int level = 0; level < 100_000; level++)
            hints = new InputHints { Form = new TextForm.Base64(hints) };

        Assert.InRange(Texts(hints).Strings.Data.Length, 1, 1 << 16);
    }

    [Fact]
    public void Records_within_records_end_at_some_depth()
    {
        var hints = new InputHints();
        for (int level = 0; level < 100; level++)
            hints = new InputHints { Form = new TextForm.Csv(",", [(DataType.String, false, hints)]) };

        Assert.InRange(Texts(hints).Strings.Data.Length, 1, 1 << 20);
    }

    [Fact]
    public void Examples_of_too_many_values_are_not_made()
    {
        ExampleFeature[] features = [.. Enumerable.Range(0, 400).Select(i => new ExampleFeature($"f{i}", DataType.String, 60_000, false, new InputHints()))];

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Texts(new InputHints { Example = new ExampleSpec(features) }));

        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains("--examples", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Remainders_of_negative_divisors_are_left_alone()
    {
        var hints = new InputHints { Multiple = (-1, 0), IsClosed = true };
        hints.Ids.Add(long.MinValue);

        Assert.Equal(long.MinValue, NumberSampler.Integer(DataType.Int64, hints, false, new Dice(1), 0));
    }

    [Fact]
    public void Sizes_beyond_any_number_are_told_as_too_large()
    {
        var hints = new InputHints { Rank = 4 };
        for (int d = 1; d < 4; d++)
            hints.Sizes[d] = long.MaxValue;

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Sampler.Column(
            new("x", DataType.Float, TensorShape.Unknown, "x:0"), 8, new Dictionary<string, InputHints> { ["x"] = hints }, new ColumnSampler(new Dice(7), 0)));

        Assert.Contains("--examples", error.Next, StringComparison.Ordinal);
    }

    private static Tensor Texts(InputHints hints) =>
        new ColumnSampler(new Dice(7), 0).Make(Models.Argument("x", DataType.String, -1), new TensorShape(8), true, hints);
}
