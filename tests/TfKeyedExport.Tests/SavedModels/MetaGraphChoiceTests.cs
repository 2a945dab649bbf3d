using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels;

public class MetaGraphChoiceTests
{
    [Theory]
    [InlineData("serve|serve,gpu", null, 0)]
    [InlineData("train|serve", null, 1)]
    [InlineData("train", null, 0)]
    [InlineData("train|serve,gpu", null, -1)]
    [InlineData("serve|serve,gpu", "gpu,serve", 1)]
    [InlineData("serve", "gpu", -1)]
    public void Tags_mean_the_metagraph_that_has_just_them_and_none_mean_the_served_or_only_one(string tagged, string? tags, int expected)
    {
        SavedModel model = Model(tagged);

        Assert.Equal(expected, MetaGraphChoice.Find(model, tags?.Split(','))?.Index ?? -1);
    }

    [Fact]
    public void What_is_not_there_is_answered_with_what_is()
    {
        var error = Assert.Throws<TfKeyedException>(() => MetaGraphChoice.Of(Model("train|serve,gpu"), null));

        Assert.Contains("no metagraph tagged serve; there are train; serve,gpu", error.Message, StringComparison.Ordinal);
        Assert.Contains("--tags", error.Message, StringComparison.Ordinal);
    }

    private static SavedModel Model(string tagged)
    {
        var proto = new SavedModelProto();
        foreach (string tags in tagged.Split('|'))
            proto.MetaGraphs.Add(new MetaGraphDef { MetaInfoDef = new() { Tags = { tags.Split(',') } } });
        return new SavedModel("model", proto);
    }
}
