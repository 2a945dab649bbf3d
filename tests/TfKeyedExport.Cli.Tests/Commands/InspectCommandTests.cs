using System.Text.Json;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_lists_signatures_functions_variables_and_operations()
    {
        JsonElement json = Tfkeyed.Run("inspect", Tfkeyed.Model("single_tensor_module_nosig"), "--json").Json;
        JsonElement metaGraph = json.GetProperty("metagraphs")[0];
        Assert.False(json.GetProperty("keyed").GetBoolean());
        Assert.Empty(metaGraph.GetProperty("signatures").EnumerateObject());
        Assert.Equal(["__call__", "predict"], metaGraph.GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.True(metaGraph.GetProperty("ops").GetProperty("VarHandleOp").GetInt32() >= 2);
        Assert.Equal(2, json.GetProperty("variables").GetArrayLength());
    }

    [Fact]
    public void A_keyed_model_is_recognised_with_the_path_of_its_key()
    {
        JsonElement json = Tfkeyed.Run("inspect", Tfkeyed.Model("babyweight_keyed_reference"), "--json").Json;
        JsonElement key = json.GetProperty("metagraphs")[0].GetProperty("signatures").GetProperty("serving_default").GetProperty("keys")[0];
        Assert.True(json.GetProperty("keyed").GetBoolean());
        Assert.Equal("key", key.GetProperty("input").GetString());
        Assert.Equal("key", key.GetProperty("output").GetString());
        Assert.NotEqual(0, key.GetProperty("nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("models/asset_vocabulary", "vocab_places.txt")]
    [InlineData("tests/TfKeyedExport.Engines.Tests/Cases/tf1_asset_collection", "words.txt")]
    public void Assets_are_listed_also_those_that_a_collection_declares(string model, string file)
    {
        string folder = Path.Combine(Repository.Root, model);
        long size = new FileInfo(Path.Combine(folder, "assets", file)).Length;
        JsonElement asset = Tfkeyed.Run("inspect", folder, "--json").Json.GetProperty("metagraphs")[0].GetProperty("assets")[0];
        Assert.Equal((file, size), (asset.GetProperty("filename").GetString(), asset.GetProperty("bytes").GetInt64()));
        Assert.Equal(1, asset.GetProperty("tensors").GetArrayLength());
        string line = Tfkeyed.Run("inspect", folder).Output.Split('\n').Single(l => l.Contains(file, StringComparison.Ordinal));
        Assert.Contains($"{size} bytes", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Assets_that_are_missing_are_marked_and_names_cannot_steer_the_terminal()
    {
        SavedModel model = SavedModel.Load(Tfkeyed.Model("asset_vocabulary"));
        model.Proto.MetaGraphs[0].AssetFileDef.Add(new AssetFileDef { Filename = "gone\e[2J\nfile" });
        model.Save(_folder["model"]);
        Directory.CreateDirectory(_folder["model/assets.extra/more"]);
        File.WriteAllText(_folder["model/assets.extra/more/a\e[31m"], "text");
        Outcome run = Tfkeyed.Run("inspect", _folder["model"], "--html", _folder["page.html"]);
        Assert.DoesNotContain('\e', run.Output);
        Assert.Contains("  2 assets\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("gone\\x1b[2J\\nfile  this asset is missing\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 file in assets.extra\n  more/a\\x1b[31m  4 bytes\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("this asset is missing", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
        JsonElement json = Tfkeyed.Run("inspect", _folder["model"], "--json").Json;
        Assert.Equal("this asset is missing", json.GetProperty("metagraphs")[0].GetProperty("assets")[1].GetProperty("problem").GetString());
        Assert.Equal(4, json.GetProperty("assets_extra")[0].GetProperty("bytes").GetInt64());
    }

    [Theory]
    [InlineData("babyweight_keyed_reference")]
    [InlineData("babyweight_keras2_nosig")]
    [InlineData("babyweight_tf1_multi_meta")]
    [InlineData("many_dtypes")]
    public void The_page_draws_the_model_and_needs_nothing_else(string model)
    {
        Assert.Equal(0, Tfkeyed.Run("inspect", Tfkeyed.Model(model), "--html", _folder["page.html"]).Code);
        string page = File.ReadAllText(_folder["page.html"]);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<svg").Length, page.Split("</svg>").Length);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_keyed_model_draws_the_key_in_its_own_colour()
    {
        Tfkeyed.Run("inspect", Tfkeyed.Model("babyweight_keyed_reference"), "--html", _folder["page.html"]);
        Assert.Contains("<path class=\"key\"", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
    }
}
