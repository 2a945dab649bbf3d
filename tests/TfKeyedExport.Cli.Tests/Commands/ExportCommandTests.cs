using System.Text.Json;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("babyweight_keras2")]
    [InlineData("babyweight_keras2_nosig")]
    [InlineData("babyweight_tf1")]
    public void A_keyed_copy_takes_and_returns_the_names_asked_for(string model)
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model(model), _folder["keyed"], "--output", "babyweight");
        Assert.Equal((0, ""), (run.Code, run.Error));
        ModelSignature signature = SavedModel.Load(_folder["keyed"]).MetaGraphs[0].Signature("serving_default")!;
        Assert.Equal(["gestation_weeks", "is_male", "key", "mother_age", "plurality"], signature.Inputs.Select(i => i.Name));
        Assert.Equal(["babyweight", "key"], signature.Outputs.Select(o => o.Name));
        Assert.Equal(["keyed"], _folder.Names);
    }

    [Fact]
    public void The_text_shows_the_signature_before_and_after_and_the_way_of_the_key()
    {
        string text = Tfkeyed.Run("export", Tfkeyed.Model("babyweight_keras2_nosig"), _folder["keyed"]).Output;
        Assert.Contains("Before: no signature; made of the function __call__", text, StringComparison.Ordinal);
        Assert.Contains("After: the signature serving_default", text, StringComparison.Ordinal);
        Assert.Contains("key              string [None]  <- the key", text, StringComparison.Ordinal);
        Assert.Contains("Published", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_the_only_thing_on_standard_output()
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model("babyweight_keras2"), _folder["keyed"], "--json", "--key", "id:int64");
        JsonElement metaGraph = run.Json.GetProperty("metagraphs")[0];
        Assert.True(run.Json.GetProperty("published").GetBoolean());
        Assert.Equal("DT_INT64", metaGraph.GetProperty("after").GetProperty("outputs").GetProperty("id").GetProperty("dtype").GetString());
        Assert.False(metaGraph.GetProperty("before").GetProperty("inputs").TryGetProperty("id", out _));
    }

    [Fact]
    public void A_dry_run_prints_the_plan_and_writes_nothing()
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model("babyweight_keras2"), _folder["keyed"], "--dry-run");
        Assert.Equal(0, run.Code);
        Assert.Contains("= Identity(", run.Output, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
        Outcome json = Tfkeyed.Run("export", Tfkeyed.Model("babyweight_keras2"), _folder["keyed"], "--dry-run", "--json");
        Assert.True(json.Json.GetProperty("dry_run").GetBoolean());
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Automatic_versions_count_upwards()
    {
        string[] args = ["export", Tfkeyed.Model("fixed_batch"), _folder["model"], "--version", "auto"];
        Tfkeyed.Run(args);
        Directory.CreateDirectory(Path.Combine(_folder["model"], "7"));
        Tfkeyed.Run(args);
        Assert.Equal(["1", "7", "8"], Directory.GetDirectories(_folder["model"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Several_keys_renames_and_the_kept_signature_come_out_as_asked()
    {
        Outcome run = Tfkeyed.Run(
            "export", Tfkeyed.Model("babyweight_keras2"), _folder["keyed"], "--key", "client", "--key", "row:int64:[None,2]",
            "--rename", "weight=pounds", "--rename-input", "is_male=boy", "--keep-as", "unkeyed", "--signature", "serving_default");
        Assert.Equal((0, ""), (run.Code, run.Error));
        MetaGraph metaGraph = SavedModel.Load(_folder["keyed"]).MetaGraphs[0];
        Assert.Equal(["client", "pounds", "row"], metaGraph.Signature("serving_default")!.Outputs.Select(o => o.Name));
        Assert.Contains("boy", metaGraph.Signature("serving_default")!.Inputs.Select(i => i.Name));
        Assert.Equal(["weight"], metaGraph.Signature("unkeyed")!.Outputs.Select(o => o.Name));
    }

    [Fact]
    public void Overwriting_replaces_a_model_and_nothing_else()
    {
        string[] args = ["export", Tfkeyed.Model("fixed_batch"), _folder["keyed"]];
        Assert.Equal(0, Tfkeyed.Run(args).Code);
        Assert.Equal(4, Tfkeyed.Run(args).Code);
        Assert.Equal(0, Tfkeyed.Run([.. args, "--overwrite"]).Code);
        Assert.Equal(["keyed"], _folder.Names);
    }

    [Theory]
    [InlineData("py_func", 5, "OUT/saved_model.pb [serve]")]
    [InlineData("asset_vocabulary", 3, "MODEL/assets/vocab_places.txt")]
    public void A_check_that_cannot_be_made_names_the_model_or_the_output_and_no_hidden_folder(string model, int code, string where)
    {
        string source = _folder["in"];
        SavedModel.Load(model == "py_func" ? Repository.Case(model) : Tfkeyed.Model(model)).Save(source);
        if (model == "asset_vocabulary")
            File.Delete(Path.Combine(source, "assets", "vocab_places.txt"));
        Outcome run = Tfkeyed.Run("export", source, _folder["out"], "--check", "--engine", "embedded");
        Assert.Equal(code, run.Code);
        Assert.Contains(
            $"where: {where.Replace("OUT", _folder["out"], StringComparison.Ordinal).Replace("MODEL", source, StringComparison.Ordinal)}",
            run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".tfkeyed-", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regress_signature_becomes_a_predict_signature_and_the_user_is_told()
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model("estimator_parsing"), _folder["keyed"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("note:", run.Output, StringComparison.Ordinal);
        Assert.Contains("--keep-as", run.Output, StringComparison.Ordinal);
    }
}
