using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public sealed class RowChoiceTests
{
    private static readonly LoggedSignature Unkeyed = LogHarness.Keyed with { KeyInputs = [], KeyOutputs = [] };

    [Fact]
    public void Without_a_rule_all_rows_are_logged() => Assert.Null(Chosen(new KeyChoice(1, null), "a", "b"));

    [Fact]
    public void The_rows_are_named_whose_keys_are_chosen() => Assert.Equal([0, 2], Chosen(new KeyChoice(1, "^yes"), "yes-1", "no", "yes-2")!);

    [Fact]
    public void Where_all_keys_are_chosen_no_row_is_named() => Assert.Null(Chosen(new KeyChoice(1, "^yes"), "yes-1", "yes-2"));

    [Fact]
    public void A_call_none_of_whose_keys_is_chosen_is_not_logged() => Assert.False(Takes(new KeyChoice(1, "^yes"), LogHarness.Keyed, "r", out _, "no"));

    [Theory]
    [InlineData("d", true)]
    [InlineData("a", false)]
    public void Without_a_key_the_requests_name_decides_for_all_of_its_rows(string request, bool taken)
    {
        Assert.Equal(taken, Takes(new KeyChoice(0.4, null), Unkeyed, request, out int[]? chosen, "k", "l"));
        Assert.Null(chosen);
    }

    [Fact]
    public void A_pattern_matches_no_row_without_a_key() => Assert.False(Takes(new KeyChoice(1, "."), Unkeyed, "r", out _, "k"));

    private static int[]? Chosen(KeyChoice keys, params string[] rows)
    {
        Assert.True(Takes(keys, LogHarness.Keyed, "r", out int[]? chosen, rows));
        return chosen;
    }

    private static bool Takes(KeyChoice keys, LoggedSignature signature, string request, out int[]? chosen, params string[] rows)
    {
        var call = new CallLog(new Nowhere(), request, 1, [], default, 0);
        Tensor[] inputs = [Tensor.From<float>(new float[rows.Length]), Tensor.FromText(rows)];
        return new RowChoice(keys).TryChoose(call, signature, inputs, rows.Length, out chosen);
    }

    private sealed class Nowhere : ICallLogSink
    {
        public void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs) => Assert.Fail("nothing is logged here");
    }
}
