using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Layout;
using Xunit;

namespace TfKeyedExport.Handoff.Tests.Layout;

public class ModelNameTests
{
    [Theory]
    [InlineData(null, "/models/babyweight", "babyweight")]
    [InlineData(null, "/models/babyweight/17", "babyweight")]
    [InlineData("b.w_2-x", "/models/babyweight", "b.w_2-x")]
    [InlineData("7", "/models/babyweight", "7")]
    public void A_name_is_the_one_that_was_asked_for_or_the_folders(string? asked, string folder, string name) =>
        Assert.Equal(name, ModelName.Of(asked, folder));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("\u202eabc")]
    [InlineData("models.config")]
    [InlineData("README.md.new")]
    [InlineData("readme.md")]
    public void Other_names_are_refused_with_advice(string name)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => ModelName.Of(name, "/models/babyweight"));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains("--name babyweight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_an_impossible_name_needs_another_one() =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<TfKeyedException>(() => ModelName.Of(null, "/models/my model")).Kind);

    [Fact]
    public void A_name_that_is_too_long_is_refused() =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<TfKeyedException>(() => ModelName.Of(new string('a', 129), "/models/m")).Kind);
}
