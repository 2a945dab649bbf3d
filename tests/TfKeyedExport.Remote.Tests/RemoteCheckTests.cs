using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Tests.Servers;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Remote.Tests;

public class RemoteCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_gives_each_key_its_own_answer_is_safe(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start();

        CheckReport report = await Check(server, isGrpc);

        Assert.Equal(Verdict.Safe, report.Verdict);
        Assert.Equal("tested", report.Proof);
        Assert.Equal(["key"], report.Keys.Select(k => k.Input));
        Assert.DoesNotContain(report.Properties, p => p.Status == PropertyStatus.Failed);
        Assert.Equal(PropertyStatus.Passed, report.Properties.Single(p => p.Name == PropertyNames.Threads).Status);
        Assert.NotNull(report.Demonstration);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_that_change_places_once_in_ten_thousand_rows_under_load_are_caught(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start(Mischief.SwapKeysWithin(10_000));

        CheckReport report = await Check(server, isGrpc, seconds: 8);

        Assert.Equal(Verdict.Unsafe, report.Verdict);
        OutputReport output = report.Outputs.First(o => o.Verdict == Verdict.Unsafe);
        Assert.Equal(Reason.Order, output.Reason);
        Assert.Contains("while other clients called", output.Counterexample!.Explanation, StringComparison.Ordinal);
        Assert.Equal(PropertyStatus.Failed, report.Properties.Single(p => p.Name == PropertyNames.Threads).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_of_other_clients_once_in_ten_thousand_rows_are_caught(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start(Mischief.SwapKeysBetween(10_000));

        CheckReport report = await Check(server, isGrpc, seconds: 8);

        OutputReport key = report.Outputs.Single(o => o.IsKey);
        Assert.Equal((Verdict.Unsafe, Reason.RowsMix), (key.Verdict, key.Reason));
        Assert.Contains("another call's", key.Counterexample!.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_that_change_places_once_in_ten_thousand_rows_are_caught(bool isGrpc)
    {
        await using ToyServer within = await ToyServer.Start(Mischief.SwapAnswersWithin(10_000));
        await using ToyServer between = await ToyServer.Start(Mischief.SwapAnswersBetween(10_000));

        CheckReport first = await Check(within, isGrpc, seconds: 8), second = await Check(between, isGrpc, seconds: 8);

        Assert.Equal(Verdict.Unsafe, first.Verdict);
        Assert.Contains(first.Outputs, o => o.Reason == Reason.Order);
        Assert.Equal(Verdict.Unsafe, second.Verdict);
        Assert.True(second.Outputs.Single(o => o.IsKey).Verdict == Verdict.Safe);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_come_in_another_order_each_beside_its_key_are_safe_and_told_of(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((_, outputs) => [.. outputs.Select(Reversed)]));

        CheckReport report = await Check(server, isGrpc);

        Assert.Equal(Verdict.Safe, report.Verdict);
        Assert.Contains(report.Notes, n => n.Contains("match by key, never by place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_in_another_order_than_their_keys_are_shown_by_a_short_call()
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((_, outputs) => [outputs[0], .. outputs[1..].Select(Reversed)]));

        CheckReport report = await Check(server, isGrpc: false);

        OutputReport y = report.Outputs.Single(o => o.Name == "y");
        Assert.Equal((Verdict.Unsafe, Reason.Order), (y.Verdict, y.Reason));
        Assert.InRange(y.Counterexample!.Inputs["x"].Shape[0], 2, 3);
    }

    [Fact]
    public async Task Rows_that_depend_on_their_number_are_unsafe()
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((inputs, outputs) => [outputs[0], outputs[1], Plus(outputs[2], inputs[0].Shape[0])]));

        CheckReport report = await Check(server, isGrpc: true);

        Assert.Equal(Reason.RowsMix, report.Outputs.Single(o => o.Name == "y").Reason);
        Assert.Equal(Verdict.Safe, report.Outputs.Single(o => o.Name == "label").Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_too_many_or_too_few_is_unsafe(bool isMore)
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((_, outputs) => outputs[0].Shape[0] < 3 ? outputs
            : [.. outputs.Select(o => o.Gather([.. Enumerable.Range(0, (int)o.Shape[0] - 1), .. isMore ? (int[])[0, 0] : []]))]));

        CheckReport report = await Check(server, isGrpc: true);

        Assert.All(report.Outputs, o => Assert.Equal(Reason.RowCount, o.Reason));
    }

    [Fact]
    public async Task Chance_is_told_as_chance()
    {
        int calls = 0;
        await using ToyServer server = await ToyServer.Start(
            Mischief.Of((_, outputs) => [outputs[0], outputs[1], Plus(outputs[2], Interlocked.Increment(ref calls))]));

        CheckReport report = await Check(server, isGrpc: true);

        Assert.Equal(Reason.Random, report.Outputs.Single(o => o.Name == "y").Reason);
        Assert.Equal(PropertyStatus.Failed, report.Properties.Single(p => p.Name == PropertyNames.Repeatable).Status);
    }

    [Fact]
    public async Task Last_places_that_follow_the_size_of_a_batch_are_rounding_and_told_of()
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((inputs, outputs) =>
            [outputs[0], outputs[1], Times(outputs[2], 1 + (inputs[0].Shape[0] * 1e-8f))]));

        CheckReport report = await Check(server, isGrpc: true);

        Assert.Equal(Verdict.Safe, report.Verdict);
        Assert.Contains(report.Notes, n => n.StartsWith("y: ", StringComparison.Ordinal) && n.Contains("rounding", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_server_refuses_is_told_apart_from_what_is_wrong(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start(before: (inputs, _) =>
            inputs[0].Shape[0] > 20 ? throw TfKeyedException.BadRequest("Task size 21 is larger than maximum input batch size 20") : Task.CompletedTask);

        CheckReport report = await Check(server, isGrpc);

        Assert.Equal(Verdict.Safe, report.Verdict);
        Assert.Contains(report.Notes, n => n.Contains("maximum input batch size 20", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_refuses_everything_is_undecided(bool isGrpc)
    {
        await using ToyServer server = await ToyServer.Start(before: (_, _) => throw TfKeyedException.BadRequest("not today"));

        CheckReport report = await Check(server, isGrpc);

        Assert.Equal((Verdict.Undecided, 7), (report.Verdict, report.ExitCode));
        Assert.Contains("not today", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_no_room_for_clients_together_is_undecided()
    {
        int open = 0;
        await using ToyServer server = await ToyServer.Start(before: async (_, cancellation) =>
        {
            bool isAlone = Interlocked.Increment(ref open) == 1;
            try
            {
                if (isAlone)
                    await Task.Delay(30, cancellation);
                else
                    throw TfKeyedException.Limit("the queue is full");
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        });

        CheckReport report = await Check(server, isGrpc: false, seconds: 6);

        Assert.NotEqual(Verdict.Unsafe, report.Verdict);
        Assert.Contains(report.Notes, n => n.Contains("the queue is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_that_are_all_alike_tell_nothing()
    {
        await using ToyServer server = await ToyServer.Start(Mischief.Of((_, outputs) =>
            [outputs[0], Tensor.FromText([.. Enumerable.Repeat("same", (int)outputs[0].Shape[0])]), outputs[2]]));

        CheckReport report = await Check(server, isGrpc: true);

        Assert.Equal(Verdict.Undecided, report.Verdict);
        Assert.Contains("--examples", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_cannot_be_read_are_neither_right_nor_wrong()
    {
        await using ToyServer server = await ToyServer.Start(
            text: t => t.Length > 4000 ? Encoding.UTF8.GetBytes("""{"predictions": [{"key": "a"}]}""") : t);

        CheckReport report = await Check(server, isGrpc: false);

        Assert.Equal(Verdict.Undecided, report.Verdict);
        Assert.Contains("could not be read", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_are_never_answered_beside_others_that_are_leave_it_undecided()
    {
        int calls = 0;
        await using ToyServer server = await ToyServer.Start(
            before: (_, cancellation) => Interlocked.Increment(ref calls) > 200 ? Task.Delay(Timeout.Infinite, cancellation) : Task.CompletedTask);

        CheckReport report = await Check(server, isGrpc: false, seconds: 4);

        Assert.Equal(Verdict.Undecided, report.Verdict);
        Assert.Contains("got no answer", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_most_rows_is_undecided()
    {
        await using ToyServer server = await ToyServer.Start(
            before: (inputs, _) => inputs[2].Values<float>().ToArray().Any(x => x > -1) ? throw TfKeyedException.BadRequest("too large") : Task.CompletedTask);

        CheckReport report = await Check(server, isGrpc: true);

        Assert.Equal(Verdict.Undecided, report.Verdict);
        Assert.Contains("too large", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Never_more_calls_at_one_time_than_clients_and_never_longer_than_asked(int clients)
    {
        await using ToyServer server = await ToyServer.Start(before: (_, cancellation) => Task.Delay(5, cancellation));
        long start = TimeProvider.System.GetTimestamp();

        CheckReport report = await Check(server, isGrpc: false, seconds: 2, clients: clients);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 6);
        // Who gives a call up may make another before the server has seen that it is gone.
        Assert.InRange(server.MostOpen, 1, clients + 1);
        Assert.InRange(server.Calls, 1, report.Calls);
    }

    [Fact]
    public async Task A_call_that_never_ends_ends_with_the_time()
    {
        await using ToyServer server = await ToyServer.Start(before: (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

        CheckReport report = await Check(server, isGrpc: true, seconds: 1);

        Assert.Equal(Verdict.Undecided, report.Verdict);
        Assert.Contains("--seconds", report.WhyUndecided, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_cannot_be_reached()
    {
        foreach (string address in (string[])["http://127.0.0.1:1", "grpc://127.0.0.1:1"])
        {
            var check = new RemoteCheck(RemoteTarget.Parse(RemoteAddress.Parse(address, "--remote"), "toy", "--model"));
            TfKeyedException error = await Assert.ThrowsAsync<TfKeyedException>(() => check.Run(Cancellation));
            Assert.Equal(ErrorKind.Remote, error.Kind);
        }
    }

    [Fact]
    public async Task A_signature_that_is_not_there_is_told_with_those_that_are()
    {
        await using ToyServer server = await ToyServer.Start();

        TfKeyedException error = await Assert.ThrowsAsync<TfKeyedException>(
            () => new RemoteCheck(server.Target(isGrpc: true)) { Signature = "other" }.Run(Cancellation));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("serving_default", error.Next, StringComparison.Ordinal);
    }

    private static Task<CheckReport> Check(ToyServer server, bool isGrpc, double seconds = 2, int clients = 6) =>
        new RemoteCheck(server.Target(isGrpc)) { Duration = TimeSpan.FromSeconds(seconds), Clients = clients }.Run(Cancellation);

    private static Tensor Reversed(Tensor rows) => rows.Gather([.. Enumerable.Range(0, (int)rows.Shape[0]).Reverse()]);

    private static Tensor Plus(Tensor rows, float number) => Tensor.From<float>(rows.Shape, [.. rows.Values<float>().ToArray().Select(v => v + number)]);

    private static Tensor Times(Tensor rows, float number) => Tensor.From<float>(rows.Shape, [.. rows.Values<float>().ToArray().Select(v => v * number)]);
}
