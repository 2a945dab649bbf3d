using System.Text;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

public class HintTests
{
    private static IReadOnlyDictionary<string, InputHints> Find(string model, string signature = "serving_default")
    {
        SavedModel loaded = SavedModel.Load(Repository.Model(model));
        return HintFinder.Find(new ModelGraphs(loaded, null), loaded.MetaGraphs[0].Signature(signature)!);
    }

    private static string[] Words(InputHints hints) => [.. hints.Words.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("babyweight_keras2", "serving_default")]
    [InlineData("babyweight_keras3", "serving_default")]
    [InlineData("estimator_raw", "predict")]
    public void Each_input_gets_the_vocabulary_of_its_own_table(string model, string signature)
    {
        IReadOnlyDictionary<string, InputHints> hints = Find(model, signature);
        Assert.Contains("True", Words(hints["is_male"]));
        Assert.Contains("Single(1)", Words(hints["plurality"]));
        Assert.DoesNotContain("Single(1)", Words(hints["is_male"]));
    }

    [Fact]
    public void Inputs_that_are_bucketed_get_the_boundaries()
    {
        IReadOnlyDictionary<string, InputHints> hints = Find("babyweight_keras2");
        Assert.NotEmpty(hints["mother_age"].Boundaries);
        Assert.NotEmpty(hints["gestation_weeks"].Boundaries);
    }

    [Fact]
    public void A_vocabulary_file_is_read() => Assert.Contains("oslo", Words(Find("asset_vocabulary")["place"]));

    [Fact]
    public void Indices_stay_below_the_rows_of_their_table() => Assert.InRange(Find("tiny_transformer")["tokens"].Range.Most!.Value, 1, 999);

    [Fact]
    public void Text_that_is_split_gets_several_words() => Assert.Equal(" ", Find("text_lstm")["text"].Separator);

    [Theory]
    [InlineData("babyweight_example_proto", "serving_default", "examples")]
    [InlineData("estimator_parsing", "predict", "examples")]
    public void A_parser_tells_its_features_and_their_values(string model, string signature, string input)
    {
        ExampleSpec spec = Find(model, signature)[input].Example!;
        Assert.Equal(["gestation_weeks", "is_male", "mother_age", "plurality"], spec.Features.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Contains("Single(1)", Words(spec.Features.Single(f => f.Name == "plurality").Hints));
        Assert.NotEmpty(spec.Features.Single(f => f.Name == "mother_age").Hints.Boundaries);
    }
}
