using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.TensorFlow.Tensors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Tensors;

public class ElementTypeTests
{
    /// <summary>Sizes on both sides of where memory is lent instead of copied.</summary>
    private static readonly long[][] Shapes = [[], [0], [3], [2, 0, 2], [2, 3, 4], [1 << 16]];

    /// <summary>Every type with plain elements that TensorFlow 2.10 and later know.</summary>
    public static TheoryData<DataType> Types => [.. Enum.GetValues<DataType>().Where(t => t.IsFixedSize() && t <= DataType.Uint64)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Elements_of_every_type_come_back_bit_for_bit(DataType type)
    {
        using TensorFlowHost host = TensorFlowForTests.Open(Echo(type));
        ISignatureRunner runner = host.Prepare("serving_default");
        foreach (long[] sizes in Shapes)
        {
            var shape = new TensorShape(sizes);
            byte[] bytes = new byte[shape.ElementCount() * type.Size()];
            new Random(1).NextBytes(bytes);
            if (type == DataType.Bool)
                Array.ForEach(Enumerable.Range(0, bytes.Length).ToArray(), i => bytes[i] &= 1);
            Tensor sent = Tensor.FromBytes(type, shape, bytes);

            Assert.True(sent.BitEquals(runner.Answers(sent)[0]), $"{sent}");
        }
    }

    [Fact]
    public void Strings_of_every_length_and_content_come_back_byte_for_byte()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(Echo(DataType.String));
        ISignatureRunner runner = host.Prepare("serving_default");
        var random = new Random(2);
        byte[][] values = [.. Enumerable.Range(0, 80).Append(1 << 20).Select(length => new byte[length])];
        Array.ForEach(values, random.NextBytes);
        values[40].AsSpan().Clear();

        foreach (byte[][] some in (byte[][][])[values, [], [[]], [.. values.Reverse()]])
        {
            Tensor sent = Tensor.FromStrings(new TensorShape(some.Length), StringValues.FromBytes(some));
            Assert.True(sent.BitEquals(runner.Answers(sent)[0]));
        }
    }

    [Fact]
    public void Strings_in_a_table_outlive_the_call_that_brought_them()
    {
        using TensorFlowHost table = TensorFlowForTests.Open(TableModel.Make());
        Tensor keys = Tensor.From<long>([.. Enumerable.Range(0, 200)]);
        Tensor words = Words('a'), other = Words('A');
        table.Prepare("insert").Answers(keys, words);
        using TensorFlowHost echo = TensorFlowForTests.Open(Echo(DataType.String));
        for (int i = 0; i < 50; i++)
            echo.Prepare("serving_default").Answers(other);

        Assert.True(words.BitEquals(table.Prepare("find").Answers(keys)[0]));
    }

    [Fact]
    public void Lent_answers_are_the_same_and_end_with_the_lease()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(Echo(DataType.Float));
        Tensor sent = Tensor.From<float>([.. Enumerable.Range(0, 10_000).Select(i => (float)i)]);
        Tensor lent;
        using (LeasedOutputs answers = host.PrepareRunner("serving_default").RunLeased([sent], TestContext.Current.CancellationToken))
        {
            lent = answers[0];
            Assert.True(sent.BitEquals(lent));
        }

        Assert.Throws<ObjectDisposedException>(() => lent.Bytes.Span.Length);
    }

    private static Tensor Words(char first) =>
        Tensor.FromText([.. Enumerable.Range(0, 200).Select(i => new string((char)(first + (i % 26)), 5 + i))]);

    private static SavedModels.SavedModel Echo(DataType type) =>
        OneOp.Model("Identity", new() { ["T"] = new AttrValue { Type = type } }, [Sample(type)], [type]);

    private static Tensor Sample(DataType type) =>
        type == DataType.String ? Tensor.FromText() : Tensor.FromBytes(type, new TensorShape(0), default);
}
