using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

public class SampleRowTests
{
    private static Pool Rows(params SignatureArgument[] inputs)
    {
        var signature = new ModelSignature(ModelSignature.ServingDefault, ModelSignature.PredictMethod, inputs, []);
        var model = new SavedModel("folder", new SavedModelProto { MetaGraphs = { new MetaGraphDef() } });
        return new Sampler(new ModelGraphs(model, null), new Subject(signature, []), CheckedLayout.Of(signature, []), 7).Make(64, null).Pool;
    }

    private static int Different(Pool pool) => pool.Count - DistinctRows.Twins(pool.Columns, pool.Count).Length;

    [Theory]
    [InlineData(DataType.String)]
    [InlineData(DataType.Int32)]
    [InlineData(DataType.Int64)]
    [InlineData(DataType.Float)]
    public void Rows_of_a_single_value_are_hardly_ever_equal(DataType type) => Assert.InRange(Different(Rows(Models.Argument("x", type, -1))), 60, 64);

    [Fact]
    public void Where_only_few_rows_are_possible_each_of_them_is_there() => Assert.Equal(4, Different(Rows(Models.Argument("x", DataType.Bool, -1, 2))));

    [Fact]
    public void Words_of_the_vocabulary_and_others_both_appear()
    {
        var model = SavedModel.Load(Repository.Model("asset_vocabulary"));
        Tensor words = Assert.Single(SampleRows.Make(model, "serving_default").Batch(64), t => t.Type == DataType.String);
        string[] texts = [.. Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetString(words.Strings[i]))];
        Assert.Contains("oslo", texts);
        Assert.InRange(texts.Count(t => t.StartsWith("unknown", StringComparison.Ordinal)), 4, 56);
        Assert.True(texts.Distinct().Count() > 8);
    }

    [Fact]
    public void What_stands_beside_a_fixed_batch_is_no_batch()
    {
        ModelSignature signature = new(
            "s", "", [Models.Argument("w", DataType.Float, 3), Models.Argument("x", DataType.Float, 8, 3)], [Models.Argument("y", DataType.Float, 8)]);
        BatchLayout layout = CheckedLayout.Of(signature, []);
        Assert.Equal((false, true, 8), (layout.Batched[0], layout.Batched[1], layout.FixedSize));
    }

    [Fact]
    public void Keys_alone_make_no_open_batch()
    {
        ModelSignature signature = new(
            "s", "", [Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, 8, 3)],
            [Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, 8)]);
        BatchLayout layout = CheckedLayout.Of(signature, [new KeyPair("key", "key")]);
        Assert.Equal((true, true, 8), (layout.Batched[0], layout.Batched[1], layout.FixedSize));
    }

    [Theory]
    [InlineData(DataType.Uint8, 0, 255)]
    [InlineData(DataType.Int8, -128, 127)]
    [InlineData(DataType.Int16, -32768, 32767)]
    [InlineData(DataType.Uint16, 0, 65535)]
    public void Small_integers_take_what_their_type_holds_and_some_rows_stay_small(DataType type, int least, int most)
    {
        Tensor column = new ColumnSampler(new Dice(7), 0).Make(Models.Argument("x", type, -1, 8), new TensorShape(64, 8), true, new InputHints());

        double[] values = [.. Enumerable.Range(0, column.Count).Select(i => Numbers.Any(column, i)!.Value)];
        Assert.Equal((least, most), (values.Min(), values.Max()));
        Assert.Contains(values.Chunk(8), row => row.All(v => v is >= -1 and <= 100));
    }
}
