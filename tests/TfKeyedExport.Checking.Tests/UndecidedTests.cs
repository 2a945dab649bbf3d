using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

/// <summary>Where nothing that was tried could have shown a fault, there is no verdict.</summary>
public class UndecidedTests
{
    [Fact]
    public void Answers_that_are_all_alike_say_nothing()
    {
        CheckReport report = Check.Run(Models.Batch(x => [.. x.Reverse().Select(v => v > 1e9f ? 1f : 0f)]));

        report.IsUndecided("--examples");
        Assert.All((string[])[PropertyNames.Alone, PropertyNames.Shuffled, PropertyNames.Neighbours], p => Assert.Equal(PropertyStatus.Skipped, report.Property(p).Status));
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
    public void What_is_wrong_outranks_what_is_not_known()
    {
        FakeModel model = Models.Of(
            [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("a", DataType.Float, -1), Models.Argument("b", DataType.Float, -1)],
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
