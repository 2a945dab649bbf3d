using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments.Hunting;

/// <summary>Models of rows of any length that go wrong at one.</summary>
public class LengthTests
{
    [Fact]
    public void Rows_of_nothing_are_sent_too() => Check.Run(Sums((x, sums) => x.Shape[1] == 0 ? Tensor.From<float>([]) : sums)).IsUnsafe("y", Reason.RowCount);

    [Fact]
    public void Rows_that_are_refused_alone_and_taken_together_are_compared_in_one_place() => Check.Run(Sums((x, sums) =>
        x.Shape[1] != 4 ? sums
        : x.Shape[0] < 2 ? throw TfKeyedException.Engine("parts of 8 are wanted")
        : Tensor.From<float>([.. sums.Values<float>().ToArray().Select((s, i) => s + (i == 0 ? sums.Values<float>()[1] : 0))])))
        .IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_model_that_is_right_at_every_length_stays_safe() => Check.Run(Sums((_, sums) => sums)).IsSafe();

    private static FakeModel Sums(Func<Tensor, Tensor, Tensor> answer) => Models.Of(
        [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1, -1)],
        [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
        i =>
        {
            int length = (int)i[1].Shape[1];
            float[] values = i[1].Values<float>().ToArray();
            return [i[0], answer(i[1], Tensor.From<float>([.. Enumerable.Range(0, (int)i[1].Shape[0]).Select(r => Sum(values.AsSpan(r * length, length)))]))];
        });

    private static float Sum(ReadOnlySpan<float> row)
    {
        float sum = 0;
        foreach (float value in row)
            sum += value;
        return sum;
    }
}
