using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Failures;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Failures;

public class RecentFailuresTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecentFailures _failures;

    public RecentFailuresTests() => _failures = new RecentFailures(_time);

    private static FailedCall Call(string message, string model = "m") =>
        new(CallProtocol.Rest, CallKind.Predict, model, "1", "s", Code.InvalidArgument, message);

    private void Note(FailedCall call, string? id = null)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _failures.Note(call, id);
    }

    [Fact]
    public void The_last_stands_first() => Assert.Equal(["b", "a"], Noted("a", "b").Select(f => f.Call.Message));

    [Fact]
    public void Those_that_failed_alike_are_one_with_their_number_their_times_and_the_last_ones_name()
    {
        Note(Call("a"), "first");
        Note(Call("b"));
        Note(Call("a"), "last");

        RecentFailure twice = _failures.List()[0];
        Assert.Equal(("a", 2, "last"), (twice.Call.Message, twice.Count, twice.RequestId));
        Assert.Equal(TimeSpan.FromSeconds(2), twice.Last - twice.First);
    }

    [Fact]
    public void So_many_are_kept_and_the_one_that_was_longest_ago_goes()
    {
        Noted([.. Enumerable.Range(0, RecentFailures.Most).Select(i => $"{i}")]);
        Note(Call("0"));
        Note(Call("new"));

        string[] kept = [.. _failures.List().Select(f => f.Call.Message)];
        Assert.Equal(RecentFailures.Most, kept.Length);
        Assert.Contains("0", kept);
        Assert.DoesNotContain("1", kept);
    }

    [Fact]
    public void Texts_of_strangers_are_cut()
    {
        Note(Call(new string('x', 1_000_000), new string('y', 1_000_000)));

        FailedCall kept = _failures.List()[0].Call;
        Assert.InRange(kept.Message.Length, RecentFailures.LongestText, RecentFailures.LongestText + 3);
        Assert.InRange(kept.Model.Length, 100, 200);
    }

    [Fact]
    public async Task A_flood_of_many_kinds_by_many_threads_leaves_so_many_and_no_more()
    {
        const int Threads = 8, Calls = 20_000;
        Note(Call("known"));

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < Calls; i++)
            {
                _failures.Note(Call("known"), null);
                if (i % 10 == 0)
                    _failures.Note(Call($"{t} {i}"), null);
            }
        })));

        Assert.InRange(_failures.List().Count, 2, RecentFailures.Most);
        Assert.All(_failures.List(), f => Assert.InRange(f.Count, 1, (Threads * Calls) + 1));
    }

    [Fact]
    public async Task Equal_failures_are_all_counted_whoever_notes_them()
    {
        Note(Call("known"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
                _failures.Note(Call("known"), null);
        })));

        Assert.Equal(80_001, Assert.Single(_failures.List()).Count);
    }

    private IReadOnlyList<RecentFailure> Noted(params string[] messages)
    {
        foreach (string message in messages)
            Note(Call(message));
        return _failures.List();
    }
}
