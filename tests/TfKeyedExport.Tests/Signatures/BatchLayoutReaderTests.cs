using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Tests.Signatures;

/// <summary>The declared shapes tell which inputs carry one row a client.</summary>
public sealed class BatchLayoutReaderTests
{
    [Fact]
    public void Open_inputs_are_batched_and_the_others_are_constants()
    {
        BatchLayout layout = BatchLayoutReader.Read(Signature([Argument("x", -1, 3), Argument("scale")], Argument("y", -1)), RowLabels.None, []);

        Assert.Equal([true, false], layout.Batched);
        Assert.Null(layout.FixedSize);
    }

    [Fact]
    public void Open_labels_of_a_fixed_batch_come_one_for_each_of_its_rows()
    {
        ModelSignature signature = Signature([Argument("key", -1), Argument("x", 4, 3)], Argument("key", -1), Argument("y", 4));
        RowLabels keys = new(new HashSet<string> { "key" }, new HashSet<string> { "key" });

        Assert.Equal(4, BatchLayoutReader.Read(signature, keys, []).FixedSize);
        Assert.Null(BatchLayoutReader.Read(signature, RowLabels.None, []).FixedSize);
    }

    [Fact]
    public void A_fixed_size_beyond_the_largest_is_none()
    {
        ModelSignature signature = Signature([Argument("x", 1000)], Argument("y", 1000));

        Assert.Equal(1000, BatchLayoutReader.Read(signature, RowLabels.None, []).FixedSize);
        Assert.DoesNotContain(true, BatchLayoutReader.Read(signature, RowLabels.None, [], largest: 999).Batched);
    }

    private static SignatureArgument Argument(string name, params long[] shape) => new(name, DataType.Float, new TensorShape(shape), name + ":0");

    private static ModelSignature Signature(IReadOnlyList<SignatureArgument> inputs, params SignatureArgument[] outputs) =>
        new("serving_default", "tensorflow/serving/predict", inputs, outputs);
}
