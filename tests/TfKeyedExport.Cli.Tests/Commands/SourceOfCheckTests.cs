using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

/// <summary>What a check compares with, and which inputs it takes for keys.</summary>
public sealed class SourceOfCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("only_keyable_signature", null, "signature action of")]
    [InlineData("only_keyable_signature", "function:action", "function:action:0 of")]
    [InlineData("two_signatures", "encode_ids", "signature encode_ids of")]
    [InlineData("child_function", "function:en.tokenize", "function:en.tokenize:0 of")]
    public void The_original_is_asked_what_the_keyed_signature_was_made_of(string model, string? from, string expected)
    {
        string[] source = from is null ? [] : ["--from", from];
        Assert.Equal(0, Tfkeyed.Run(["export", Repository.Case(model), _folder["keyed"], .. source]).Code);
        Contains(expected, Tfkeyed.Run("check", _folder["keyed"], "--against", Repository.Case(model), "--engine", "embedded", "--rows", "6"));
        if (from is not null)
            Contains(
                expected, Tfkeyed.Run("check", _folder["keyed"], "--against", Repository.Case(model), "--from", from, "--engine", "embedded", "--rows", "6"));
    }

    [Theory]
    [InlineData("has_key_input")]
    [InlineData("estimator_raw", "predict")]
    public void An_original_with_inputs_that_come_back_is_found_too(string model, string? from = null)
    {
        string[] source = from is null ? [] : ["--from", from];
        Assert.Equal(0, Tfkeyed.Run(["export", Repository.Model(model), _folder["keyed"], "--key", "client_key", .. source]).Code);
        Contains(
            $"signature {from ?? "serving_default"} of",
            Tfkeyed.Run("check", _folder["keyed"], "--against", Repository.Model(model), "--engine", "embedded", "--rows", "6"));
    }

    [Fact]
    public void An_original_that_holds_nothing_like_it_is_refused_with_what_it_has()
    {
        Assert.Equal(0, Tfkeyed.Run("export", Repository.Model("single_tensor"), _folder["keyed"]).Code);
        Outcome run = Tfkeyed.Run("check", _folder["keyed"], "--against", Repository.Model("babyweight_keras2"), "--engine", "embedded", "--rows", "6");
        Assert.Equal(4, run.Code);
        Assert.Contains("was made of", run.Error, StringComparison.Ordinal);
        Assert.Contains("--from serving_default", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_the_original_lacks_is_refused_with_what_it_has()
    {
        Assert.Equal(0, Tfkeyed.Run("export", Repository.Case("two_signatures"), _folder["keyed"], "--from", "encode_ids").Code);
        Outcome run = Tfkeyed.Run("check", _folder["keyed"], "--against", Repository.Case("two_signatures"), "--from", "nothing", "--engine", "embedded");
        Assert.Equal(4, run.Code);
        // Each on a line of its own.
        Assert.Contains("Choose one:\n    --from encode_ids ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n    --from encode_text ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example_key", 0, "example_key -> key_out")]
    [InlineData("example_key=key_out", 0, "example_key -> key_out")]
    [InlineData("key_out", 2, "Name the input: --key example_key=key_out")]
    [InlineData("image", 2, "--key image=sequential")]
    [InlineData("image=key_out", 2, "it must be an input and an output of one type")]
    [InlineData("example_key=", 2, "names no key")]
    public void A_key_may_come_back_under_another_name(string key, int code, string expected)
    {
        Outcome run = Tfkeyed.Run("check", Repository.Case("key_out"), "--key", key, "--engine", "embedded", "--rows", "6");
        Assert.Equal(code, run.Code);
        Assert.Contains(expected, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_only_shares_its_call_with_the_answer_is_a_label_and_gets_difficult_values()
    {
        Outcome run = Tfkeyed.Run("check", Repository.Case("key_out"), "--engine", "embedded", "--rows", "6", "--json");
        Assert.Contains("largest, smallest, 0 and -1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the model reads them too", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ragged_answer_is_told_and_not_judged()
    {
        Outcome run = Tfkeyed.Run("export", Repository.Case("ragged_words"), _folder["keyed"], "--check");
        Assert.Equal(4, run.Code);
        Assert.Contains("'words_values' between two neighbours of 'words_row_splits'", run.Error, StringComparison.Ordinal);
        Assert.Contains("run --cases", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("serving_default")]
    [InlineData("function:__call__")]
    public void Ragged_inputs_are_sampled_as_whole_requests(string from)
    {
        Outcome run = Tfkeyed.Run("export", Repository.Case("ragged_tokens"), _folder["keyed"], "--from", from, "--check", "--engine", "embedded");
        Contains("requests were put together of the parts", run);
        Assert.Equal(0, Tfkeyed.Run("bench", _folder["keyed"], "--engines", "embedded", "--batch-sizes", "8", "--seconds", "0.05").Code);
    }

    [Fact]
    public void An_operation_that_no_engine_can_run_is_told_as_such()
    {
        Outcome run = Tfkeyed.Run("export", Repository.Case("py_func"), _folder["keyed"], "--check");
        Assert.Contains("PyFunc", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sample rows", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, run.Code);
    }

    private static void Contains(string expected, Outcome run)
    {
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }
}
