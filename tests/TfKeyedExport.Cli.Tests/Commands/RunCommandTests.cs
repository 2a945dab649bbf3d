using System.Text.Json;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_request_from_standard_input_is_answered_row_by_row_with_its_keys()
    {
        Assert.Equal(0, Tfkeyed.Run("export", Tfkeyed.Model("jit_compiled"), _folder["keyed"]).Code);
        float[][] rows = ReadRows();
        string instances = string.Join(',', rows.Select((row, i) => $$"""{"x": {{JsonSerializer.Serialize(row)}}, "key": "row-{{i}}"}"""));
        Outcome run = Tfkeyed.RunWithInput($$"""{"instances": [{{instances}}]}""", "run", _folder["keyed"], "--request", "-", "--engine", "embedded");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            rows.Select((_, i) => $"row-{i}"),
            run.Json.GetProperty("predictions").EnumerateArray().Select(p => p.GetProperty("key").GetString()));
    }

    [Fact]
    public void Cases_come_back_with_the_answers_of_this_run_and_everything_else_as_it_was()
    {
        string file = Tfkeyed.Model("fixed_batch.golden.json");
        Outcome run = Tfkeyed.Run("run", Tfkeyed.Model("fixed_batch"), "--cases", file, "--engine", "embedded");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("note").GetString(), run.Json.GetProperty("note").GetString());
        GoldenDocument expected = GoldenDocument.Load(file);
        GoldenDocument got = GoldenDocument.Parse(Bytes(run.Output), "the output");
        Assert.Equal(expected.Cases.Count, got.Cases.Count);
        Assert.Equal(expected.Cases[0].Outputs!["y"].Shape, got.Cases[0].Outputs!["y"].Shape);
        float[] wanted = expected.Cases[0].Outputs!["y"].Values<float>().ToArray();
        float[] answered = got.Cases[0].Outputs!["y"].Values<float>().ToArray();
        Assert.All(wanted.Zip(answered), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_case_that_fails_has_the_error_in_place_of_outputs()
    {
        string cases = _folder.Write(
            "cases.json", """{"cases":[{"signature":"serving_default","inputs":{"wrong":{"dtype":"DT_FLOAT","shape":[1],"data":[1]}}}]}""");
        Outcome run = Tfkeyed.Run("run", Tfkeyed.Model("fixed_batch"), "--cases", cases, "--engine", "embedded");
        JsonElement golden = run.Json.GetProperty("cases")[0];
        Assert.Contains("not known: wrong", golden.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(golden.TryGetProperty("outputs", out _));
    }

    [Fact]
    public void Cases_of_several_signatures_find_the_state_that_earlier_ones_left()
    {
        string model = Path.Combine(Testing.Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "Cases", "state_across_signatures");
        string cases = _folder.Write(
            "state.json",
            """
            {"cases": [
              {"signature": "add", "inputs": {"by": {"dtype": "DT_FLOAT", "shape": [], "data": [2]}}},
              {"signature": "get", "inputs": {}},
              {"signature": "add", "inputs": {"by": {"dtype": "DT_FLOAT", "shape": [], "data": [1]}}},
              {"signature": "get", "inputs": {}}
            ]}
            """);
        Outcome run = Tfkeyed.Run("run", model, "--cases", cases, "--engine", "embedded");
        Assert.Equal(
            [2, 2, 3, 3],
            run.Json.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("outputs").GetProperty("n").GetProperty("data")[0].GetDouble()));
    }

    [Theory]
    [InlineData("single_tensor_module_nosig")]
    [InlineData("babyweight_module_nosig")]
    public void Cases_of_a_function_are_answered_whatever_they_call_its_only_input(string model)
    {
        Outcome run = Tfkeyed.Run("run", Tfkeyed.Model(model), "--cases", Tfkeyed.Model(model) + ".golden.json", "--engine", "embedded");
        Assert.All(run.Json.GetProperty("cases").EnumerateArray(), c => Assert.True(c.TryGetProperty("outputs", out _), c.ToString()));
    }

    [Fact]
    public void A_signature_that_is_not_there_is_refused_with_those_that_are()
    {
        Outcome run = Tfkeyed.RunWithInput("""{"signature_name": "nope", "inputs": [1]}""", "run", Tfkeyed.Model("fixed_batch"), "--request", "-");
        Assert.Equal(3, run.Code);
        Assert.Contains("serving_default", run.Error, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static float[][] ReadRows()
    {
        Tensor x = GoldenDocument.Load(Tfkeyed.Model("jit_compiled.golden.json")).Cases[^1].Inputs["x"];
        int width = (int)(x.Count / x.Shape[0]);
        return [.. x.Values<float>().ToArray().Chunk(width)];
    }
}
