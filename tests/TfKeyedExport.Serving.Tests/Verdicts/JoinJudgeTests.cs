using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Tests.Opening;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Verdicts;

public class JoinJudgeTests
{
    [Fact]
    public async Task What_is_proved_is_joined()
    {
        using var opener = new OpenerHarness();
        JoinState state = await OpenerHarness.Verdict(Open(opener, "babyweight_keyed_reference"));
        Assert.Equal((true, "proved safe"), (state.IsJoined, state.Reason));
    }

    [Fact]
    public async Task A_model_that_counts_its_calls_is_run_alone_and_says_why()
    {
        using var opener = new OpenerHarness();
        JoinState state = await OpenerHarness.Verdict(Open(opener, "counter"));
        Assert.Equal("alone", state.Word);
        Assert.NotEmpty(state.Reason);
    }

    [Fact]
    public async Task The_operator_may_insist()
    {
        using var opener = new OpenerHarness("m");
        Assert.Equal("joined", (await OpenerHarness.Verdict(Open(opener, "counter"))).Word);
    }

    [Theory]
    [InlineData("rnn_tf1", false, true)]
    [InlineData("rnn_tf1", true, false)]
    [InlineData("babyweight_keyed_reference", true, true)]
    public async Task What_is_safe_as_far_as_tested_is_joined_unless_only_proofs_are_wanted(string model, bool provedOnly, bool joined)
    {
        using var opener = new OpenerHarness(Task.CompletedTask, provedOnly);
        JoinState state = await OpenerHarness.Verdict(Open(opener, model));
        Assert.Equal(joined, state.IsJoined);
        Assert.Equal(!joined, state.Reason.Contains("--batch-proved-only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_found_out_before_clients_can_call()
    {
        var listening = new TaskCompletionSource();
        using var opener = new OpenerHarness(listening.Task);
        ServedSignature signature = Open(opener, "babyweight_keyed_reference");
        Assert.True(signature.JoinState.IsPending);
        listening.SetResult();
        Assert.True((await OpenerHarness.Verdict(signature)).IsJoined);
    }

    private static ServedSignature Open(OpenerHarness opener, string model)
    {
        ServedModel opened = opener.Open(Repository.Model(model), batching: true);
        return opened.Signatures.Values.First();
    }
}
