using System.Text.Json;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

/// <summary>What of a model is run, by <c>--from</c> and <c>--tags</c>, and on which rows.</summary>
public sealed class SourceOptionTests : IDisposable
{
    private const string Row = """{"instances": [{"gestation_weeks": 39, "is_male": "True", "mother_age": 30, "plurality": "Single(1)"}]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_function_answers_a_request() => Assert.Equal(
        1,
        Answer(Tfkeyed.RunWithInput(
            Row, "run", Tfkeyed.Model("babyweight_keras2_nosig"), "--request", "-", "--from", "function:__call__", "--engine", "embedded")));

    [Fact]
    public void A_signature_answers_instead_of_the_one_that_the_request_names() => Assert.Equal(
        1, Answer(Tfkeyed.RunWithInput(Row, "run", Tfkeyed.Model("estimator_raw"), "--request", "-", "--from", "predict", "--engine", "embedded")));

    [Fact]
    public void What_the_model_lacks_is_refused_with_what_it_has()
    {
        Outcome run = Tfkeyed.RunWithInput(Row, "run", Tfkeyed.Model("estimator_raw"), "--request", "-", "--from", "nothing");
        Assert.Equal(4, run.Code);
        Assert.Contains("--from predict ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_say_themselves_what_answers_them()
    {
        File.WriteAllText(_folder["cases.json"], """{"cases": []}""");
        Assert.Equal(2, Tfkeyed.Run("run", Tfkeyed.Model("estimator_raw"), "--cases", _folder["cases.json"], "--from", "predict").Code);
    }

    [Fact]
    public void A_function_is_timed()
    {
        Outcome run = Tfkeyed.Run(
            "bench", Tfkeyed.Model("babyweight_keras2_nosig"), "--from", "function:__call__", "--engine", "embedded", "--batch-sizes", "8", "--seconds", "0.05",
            "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("check", 0)]
    [InlineData("bench", 0)]
    public void Tags_choose_the_metagraph(string verb, int code)
    {
        string[] quick = verb == "bench" ? ["--engines", "embedded", "--batch-sizes", "4", "--seconds", "0.05"] : ["--engine", "embedded", "--rows", "6"];
        Assert.Equal(0, Tfkeyed.Run("export", Tfkeyed.Model("babyweight_tf1_multi_meta"), _folder["keyed"]).Code);
        Outcome run = Tfkeyed.Run([verb, _folder["keyed"], "--tags", "serve", .. quick]);
        Assert.Equal((code, ""), (run.Code, run.Error));
        Outcome unknown = Tfkeyed.Run([verb, _folder["keyed"], "--tags", "nothing", .. quick]);
        Assert.Equal(3, unknown.Code);
        Assert.Contains("choose one by its tags: with --tags", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_is_checked_on_given_rows()
    {
        string row = Row[15..^2];
        File.WriteAllText(_folder["rows.jsonl"], $"{row}\n{row.Replace("30", "20", StringComparison.Ordinal)}\n");
        Outcome run = Tfkeyed.Run(
            "export", Tfkeyed.Model("babyweight_keras2"), _folder["keyed"], "--check", "--examples", _folder["rows.jsonl"], "--engine", "embedded");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("2 given examples", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_that_a_check_cannot_decide_on_is_not_published()
    {
        // One row cannot get another's answer, and the proof ends at a loop over an array of TensorFlow 1's.
        File.WriteAllText(_folder["rows.jsonl"], """{"x": [[1, 2, 3]], "length": 1}""");
        Outcome run = Tfkeyed.Run(
            "export", Tfkeyed.Model("rnn_tf1"), _folder["keyed"], "--check", "--examples", _folder["rows.jsonl"], "--engine", "embedded");
        Assert.Equal(7, run.Code);
        Assert.Contains("could not decide", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["keyed"]));
    }

    private static int Answer(Outcome run)
    {
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Json.GetProperty("predictions").EnumerateArray().Count(p => p.ValueKind != JsonValueKind.Null);
    }
}
