using System.Globalization;
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

    // The sums of x's rows, and the largest x too if it is longer than z by 7, or z longer than x.
    private const string LongerBySeven = """
        sx Shape x T=float out_type=int32
        sz Shape z T=float out_type=int32
        one Const dtype=int32 value=1
        zero Const dtype=int32 value=0
        lx GatherV2 sx:output:0 one:output:0 zero:output:0 Tparams=int32 Tindices=int32 Taxis=int32
        lz GatherV2 sz:output:0 one:output:0 zero:output:0 Tparams=int32 Tindices=int32 Taxis=int32
        d Sub {0}:output:0 {1}:output:0 T=int32
        seven Const dtype=int32 value=7
        c Equal d:z:0 seven:output:0 T=int32
        m Cast c:z:0 SrcT=bool DstT=float
        rows Sum x one:output:0 T=float Tidx=int32 keep_dims=false
        t Max rows:output:0 zero:output:0 T=float Tidx=int32 keep_dims=false
        p Mul m:y:0 t:output:0 T=float
        y AddV2 rows:output:0 p:z:0 T=float
        """;

    [Theory]
    [InlineData("lx", "lz")]
    [InlineData("lz", "lx")]
    public void Inputs_of_which_one_is_longer_by_a_number_of_the_graph_are_sent(string longer, string shorter) =>
        GraphModel.Check("x:float:matrix z:float:matrix", string.Format(CultureInfo.InvariantCulture, LongerBySeven, longer, shorter), "y:z:0")
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
