using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Arrays;

public class TransposeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(65)]
    public void Runs_of_any_length_keep_their_elements(int run)
    {
        const int First = 3, Second = 5;
        byte[] elements = [.. Enumerable.Range(0, First * Second * run).Select(i => (byte)(i * 7))];
        Tensor order = Tensor.From<int>(1, 0, 2);
        var attributes = new Dictionary<string, AttrValue> { ["T"] = new() { Type = DataType.Uint8 }, ["Tperm"] = new() { Type = DataType.Int32 } };

        Tensor answer = OneOp.Run("Transpose", attributes, [Tensor.From<byte>(new TensorShape(First, Second, run), elements), order], [DataType.Uint8], 1)[0];

        Assert.Equal(new TensorShape(Second, First, run), answer.Shape);
        for (int i = 0; i < Second; i++)
        {
            for (int j = 0; j < First; j++)
                Assert.True(answer.Values<byte>().Slice(((i * First) + j) * run, run).SequenceEqual(elements.AsSpan(((j * Second) + i) * run, run)));
        }
    }
}
