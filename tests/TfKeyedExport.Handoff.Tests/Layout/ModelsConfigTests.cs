using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Handoff.Tests.Layout;

public sealed class ModelsConfigTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("models-config-").FullName, "models.config");

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet")]
    [InlineData("model_config_list {}")]
    [InlineData("model_config_list: < >")]
    [InlineData("model_config_list {\r\n  # } not the end\r\n}\r\n# behind it")]
    [InlineData("model_config_list { config { name: 'a }' base_path: '/a' model_platform: \"tensorflow\" } } # }")]
    [InlineData("model_config_list {\n  config: [{ name: \"a\", base_path: \"/a\", model_platform: 'tensorflow', version_labels { key: 'l' value: 3 } }]}\n")]
    public void A_model_is_added_and_all_else_stays_as_it_is_written(string text)
    {
        File.WriteAllText(_file, text);
        ModelsConfig before = ModelsConfig.Load(_file);
        byte[] changed = before.With(_file, "m", "/repo/m")!;

        Reading<ModelServerOptions> after = ModelServerConfigReader.Read(_file, changed);
        Assert.Equal([.. before.Models.Select(m => m.Name), "m"], after.Value!.Models.Select(m => m.Name));
        Assert.Equal(before.Models, after.Value.Models.SkipLast(1));
        Assert.Equal(("/repo/m", "tensorflow", (VersionPolicy)new VersionPolicy.Latest(1)), (
            after.Value.Models[^1].BasePath, after.Value.Models[^1].Platform, after.Value.Models[^1].VersionPolicy));
        // What was there is a part of what is there now, but for the line breaks around what was added.
        string written = Encoding.UTF8.GetString(changed);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains("} }", StringComparison.Ordinal)))
            Assert.Contains(line.TrimEnd('}', '>', ' ', '\r'), written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_that_is_no_UTF8_stays_byte_for_byte()
    {
        byte[] text = [(byte)'#', 0xFF, 0xFE, (byte)'\n'];
        File.WriteAllBytes(_file, text);
        Assert.Equal(text, ModelsConfig.Load(_file).With(_file, "m", "/repo/m")!.AsSpan(0, text.Length));
    }

    [Fact]
    public void A_model_that_is_there_is_not_touched()
    {
        File.WriteAllText(
            _file, "model_config_list { config { name: 'm' base_path: '/repo/m/' model_platform: 'tensorflow' model_version_policy { all {} } } }");
        Assert.Null(ModelsConfig.Load(_file).With(_file, "m", "/repo/m"));
    }

    [Fact]
    public void A_model_of_that_name_from_elsewhere_is_refused()
    {
        File.WriteAllText(_file, "model_config_list { config { name: 'm' base_path: '/other/m' model_platform: 'tensorflow' } }");
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => ModelsConfig.Load(_file).With(_file, "m", "/repo/m"));
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains("/other/m", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_quotes_and_more_comes_back_as_it_was()
    {
        const string Folder = "/srv/\"it's\" \\ \u00e9/m";
        byte[] written = ModelsConfig.Load(_file).With(_file, "m", Folder)!;
        Assert.Equal(Folder, ModelServerConfigReader.Read(_file, written).Value!.Models[0].BasePath);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
}
