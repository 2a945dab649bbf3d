using System.Text.Json;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

public class ExampleJsonTests
{
    private static readonly ExampleFeature Age = new("age", DataType.Float, 1, false, new InputHints());
    private static readonly ExampleFeature Word = new("wort \"ä\"", DataType.String, 2, false, new InputHints());
    private static readonly ExampleFeature Number = new("number", DataType.Int64, 1, false, new InputHints { Only = -7 });

    [Fact]
    public void Examples_have_the_features_that_the_model_parses_out_of_them()
    {
        foreach (JsonElement feature in Features(new ExampleSpec([Age, Word, Number])))
        {
            Assert.Equal(1, List(feature, "age", "float").GetArrayLength());
            Assert.Equal(2, List(feature, "wort \"ä\"", "bytes").GetArrayLength());
            Assert.True(List(feature, "wort \"ä\"", "bytes")[0].TryGetBytesFromBase64(out _));
            Assert.Equal("-7", List(feature, "number", "int64")[0].ToString());
        }
    }

    [Fact]
    public void What_no_number_of_JSON_says_is_a_string() => Assert.All(
        Features(new ExampleSpec([Age with { Hints = new InputHints { Only = double.NegativeInfinity } }])),
        feature => Assert.Equal("-Infinity", List(feature, "age", "float")[0].GetString()));

    [Fact]
    public void Text_that_is_parsed_for_nothing_is_an_example_without_features() =>
        Assert.Equal("{}", Texts(new InputHints { Form = new TextForm.Json(new InputHints()) }).Strings.Text(0));

    private static IEnumerable<JsonElement> Features(ExampleSpec spec)
    {
        Tensor texts = Texts(new InputHints { Form = new TextForm.Json(new InputHints { Example = spec }) });
        return Enumerable.Range(0, texts.Count)
            .Select(i => JsonDocument.Parse(texts.Strings.Text(i)).RootElement.GetProperty("features").GetProperty("feature"));
    }

    // Both spellings are sent.
    private static JsonElement List(JsonElement feature, string name, string kind)
    {
        JsonElement value = feature.GetProperty(name);
        return (value.TryGetProperty($"{kind}List", out JsonElement list) ? list : value.GetProperty($"{kind}_list")).GetProperty("value");
    }

    private static Tensor Texts(InputHints hints) =>
        new ColumnSampler(new Dice(7), 0).Make(Models.Argument("x", DataType.String, -1), new TensorShape(8), true, hints);
}
