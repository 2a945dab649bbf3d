using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Tests.Tensors.Rows;

/// <summary>Requests of several clients become one batch, and its answers go back to them.</summary>
public sealed class TensorRowsTests
{
    [Fact]
    public void What_is_put_together_is_taken_apart_as_it_was()
    {
        Tensor[] requests = [Numbers(2, 1, 2, 3, 4), Numbers(2), Numbers(2, 5, 6)];

        Tensor batch = TensorRows.Concatenate(requests)!;
        Tensor[] apart = batch.Split([2, 0, 1]);

        Assert.Equal(new TensorShape(3, 2), batch.Shape);
        Assert.All(requests.Zip(apart), pair => Assert.True(pair.First.BitEquals(pair.Second)));
    }

    [Fact]
    public void More_bytes_than_a_call_can_have_are_a_limit()
    {
        Tensor row = Tensor.From<byte>(new TensorShape(1, 1 << 20), new byte[1 << 20]);

        Assert.Equal(ErrorKind.Limit, Assert.Throws<TfKeyedException>(() => row.Gather(new int[2100])).Kind);
        Assert.Equal(ErrorKind.Limit, Assert.Throws<TfKeyedException>(() => TensorRows.Concatenate([.. Enumerable.Repeat(row, 2100)])).Kind);
    }

    [Fact]
    public void Texts_are_put_together_and_taken_apart_too()
    {
        Tensor[] requests = [Texts("a", "of several bytes"), Texts(""), Texts("é")];

        Tensor[] apart = TensorRows.Concatenate(requests)!.Split([2, 1, 1]);

        Assert.All(requests.Zip(apart), pair => Assert.True(pair.First.BitEquals(pair.Second)));
    }

    [Fact]
    public void Rows_of_other_shapes_or_types_are_not_put_together()
    {
        Assert.Null(TensorRows.Concatenate([Numbers(2, 1, 2), Numbers(1, 3)]));
        Assert.Null(TensorRows.Concatenate([Texts("a"), Numbers(1, 3)]));
    }

    [Fact]
    public void Parts_that_do_not_make_up_the_whole_are_a_defect_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Numbers(1, 1, 2, 3).Split([1, 1]));

    [Fact]
    public void A_row_may_be_taken_more_than_once() => Assert.True(Numbers(1, 3, 1, 1).BitEquals(Numbers(1, 1, 2, 3).Gather([2, 0, 0])));

    private static Tensor Numbers(int width, params float[] values) => Tensor.From<float>(new TensorShape(values.Length / width, width), values);

    private static Tensor Texts(params string[] values)
    {
        var strings = new StringValuesBuilder(values.Length);
        foreach (string value in values)
            strings.Add(System.Text.Encoding.UTF8.GetBytes(value));
        return Tensor.FromStrings(new TensorShape(values.Length), strings.ToValues());
    }
}
