using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Verdicts;

/// <summary>Where nothing that was tried could have shown a fault, there is no verdict.</summary>
public class UndecidedTests
{
    [Fact]
    public void Answers_that_are_all_alike_say_nothing()
    {
        CheckReport report = Check.Run(Models.Batch(x => [.. x.Reverse().Select(v => v is > 41.51f and < 41.52f ? 1f : 0f)]));

        report.IsUndecided("--examples");
        Assert.All(
            (string[])[PropertyNames.Alone, PropertyNames.Shuffled, PropertyNames.Neighbours],
            p => Assert.Equal(PropertyStatus.Skipped, report.Property(p).Status));
    }

    [Fact]
    public void Empty_answers_say_nothing() => Check.Run(Models.Of(
        [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("y", DataType.Float, -1, -1)],
        i => [i[0], Tensor.From<float>(new TensorShape(i[1].Shape[0], 0), [])])).IsUndecided("is empty");

    [Fact]
    public void One_row_cannot_get_another_ones_answer() => Check.Run(Models.Rows(v => v), rows: 1).IsUndecided("--rows");

    [Fact]
    public void A_model_that_takes_single_rows_only_is_not_known_for_larger_batches() =>
        Check.Run(Models.Batch(x => x.Length == 1 ? x : throw TfKeyedException.Engine("not in order"))).IsUndecided("single rows only");

    [Fact]
    public void A_model_that_refuses_everything_says_nothing_of_its_rows() =>
        Check.Run(Models.Batch(_ => throw TfKeyedException.Engine("no such word"))).IsUndecided("no such word): give rows that it accepts with --examples");

    [Fact]
    public void A_comparison_that_was_asked_for_and_not_made_is_no_verdict()
    {
        CheckReport report = Check.Run(Models.Rows(v => v), against: Models.Of(
            [Models.KeyedSignature.Inputs[1]], [Models.KeyedSignature.Outputs[1]], _ => throw TfKeyedException.Engine("not these")));

        report.IsUndecided("as --against asks");
        Assert.DoesNotContain("give the original with --against", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_takes_its_first_rows_only_is_not_known_beside_others()
    {
        float[]? first = null;

        CheckReport report = Check.Run(Models.Batch(x => (first ??= [.. x.Order()]).SequenceEqual(x.Order()) ? x : throw TfKeyedException.Engine("was ready")));

        report.IsUndecided("the sample rows all together only");
        Assert.Contains("was ready", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_is_not_passed()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Distinct().Count() == x.Length ? x : throw TfKeyedException.Engine("equal rows")));

        Assert.Equal(PropertyStatus.Skipped, report.Property(PropertyNames.Duplicates).Status);
        Assert.Contains("rows are equal", report.Property(PropertyNames.Duplicates).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_were_refused_are_not_among_those_that_were_sent()
    {
        string detail = Check.Run(Models.Batch(
            x => x.Length == 1 || x.Length % 2 == 0 ? x : throw TfKeyedException.Engine("odd"))).Property(PropertyNames.Split).Detail;

        Assert.Contains("batches of 2, 16", detail, StringComparison.Ordinal);
        Assert.Contains("calls were refused", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_outranks_what_is_not_known()
    {
        FakeModel model = Models.Of(
            [.. Models.KeyedSignature.Inputs],
            [Models.KeyedSignature.Outputs[0], Models.Argument("a", DataType.Float, -1), Models.Argument("b", DataType.Float, -1)],
            i =>
            {
                float[] x = i[1].Values<float>().ToArray();
                return [i[0], Tensor.From<float>([.. x.Reverse()]), Tensor.From<float>(new float[x.Length])];
            });

        CheckReport report = Check.Run(model);

        Assert.Equal((Verdict.Unsafe, 1), (report.Verdict, report.ExitCode));
        Assert.Equal((Verdict.Unsafe, Verdict.Undecided), (report.Output("a").Verdict, report.Output("b").Verdict));
    }
}
