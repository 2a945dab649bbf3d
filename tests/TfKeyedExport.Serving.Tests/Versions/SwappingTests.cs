using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class SwappingTests
{
    [Fact]
    public async Task Policies_choose_versions_the_highest_first()
    {
        using var harness = new VersionHarness();
        foreach (string version in (string[])["0", "3", "20", "00000123", "x7", "-4", "20170111173521"])
            harness.Write(version);
        await harness.Serve(harness.Model());
        Assert.Equal([20170111173521], harness.Available);
        await harness.Serve(harness.Model(policy: new VersionPolicy.Latest(2)));
        Assert.Equal([20170111173521, 123], harness.Available);
        await harness.Serve(harness.Model(policy: new VersionPolicy.Specific(new Sequence<long>([0, 3, 99]))));
        Assert.Equal([3, 0], harness.Available);
        await harness.Serve(harness.Model(policy: new VersionPolicy.All()));
        Assert.Equal([20170111173521, 123, 20, 3, 0], harness.Available);
        Assert.Equal([20170111173521, 123, 20, 3, 0], harness.Table.Status("m", default).Select(s => s.Number));
    }

    [Fact]
    public async Task Of_two_folders_of_one_number_the_name_that_sorts_last_wins_and_that_is_told()
    {
        using var harness = new VersionHarness();
        harness.Write("01");
        harness.Write("1");
        await harness.Serve(harness.Model());
        Assert.EndsWith("/m/1", harness.Opened.Single().Folder, StringComparison.Ordinal);
        Assert.Matches("one version, 1, .*/m/01, .*/m/1: take", harness.Table.Models["m"].Trouble);
    }

    [Fact]
    public async Task The_old_version_answers_until_the_new_one_does()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        using var opening = new ManualResetEvent(false);
        using var mayGo = new ManualResetEvent(false);
        harness.Opening = (_, _) =>
        {
            opening.Set();
            Soon.Is(mayGo);
        };
        harness.Write("2");
        harness.Manager.Poll();
        Soon.Is(opening);
        Assert.Equal([1], harness.Available);
        mayGo.Set();
        await harness.Settled();
        Assert.Equal([2], harness.Available);
        Assert.Equal(ServableState.End, harness.Status(1).State);
    }

    [Fact]
    public async Task A_retired_version_is_freed_once_after_its_last_lease()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        VersionLease one = harness.Table.Lease("m", default), two = harness.Table.Lease("m", default);
        FakeHost host = harness.Opened.Single().Host;
        harness.Manager.Apply([]);
        Assert.Equal(ServableState.Unloading, harness.Status(1).State);
        Assert.Equal("Servable not found for request: Latest(m)", harness.Refused().Message);
        one.Dispose();
        Assert.Equal(0, host.Disposals);
        two.Dispose();
        Assert.Equal(1, host.Disposals);
        Assert.Equal(new VersionStatus(1, ServableState.End, Code.Ok, ""), harness.Status(1));
    }

    [Fact]
    public async Task When_the_highest_folder_is_deleted_the_next_one_is_loaded_first()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        harness.Write("2");
        await harness.Serve(harness.Model());
        harness.Opening = (_, _) => Assert.Equal([2], harness.Available);
        Directory.Delete(Path.Combine(harness.Base, "2"), recursive: true);
        await harness.Poll();
        Assert.Equal([1], harness.Available);
    }

    [Fact]
    public async Task A_base_path_that_is_gone_unloads_nothing_and_one_that_is_empty_everything()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        Directory.Move(harness.Base, harness.Base + ".away");
        harness.Manager.Poll();
        Assert.Equal([1], harness.Available);
        Directory.CreateDirectory(harness.Base);
        harness.Manager.Poll();
        Assert.Empty(harness.Available);
        Assert.Equal(ServableState.End, harness.Status(1).State);
    }

    [Fact]
    public async Task Who_waits_for_a_model_without_versions_is_told_and_not_kept()
    {
        using var harness = new VersionHarness();
        await harness.Serve(harness.Model());
        Assert.Contains("cannot be read", harness.Table.Models["m"].Trouble, StringComparison.Ordinal);
        Directory.CreateDirectory(harness.Base);
        await harness.Poll();
        Assert.Contains("there is no version", harness.Table.Models["m"].Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_number_in_another_folder_is_answered_by_the_old_one_until_the_new_one_is_there()
    {
        using var harness = new VersionHarness();
        string other = Path.Combine(harness.Root, "other");
        foreach (string below in (string[])[harness.Base, other])
        {
            harness.Write("1", below);
            harness.Write("2", below);
        }
        await harness.Serve(harness.Model(policy: new VersionPolicy.All()));
        harness.Opening = (_, _) => Assert.Equal([2, 1], harness.Available);
        await harness.Serve(harness.Model(other, new VersionPolicy.All()));
        Assert.Equal([2, 1], harness.Available);
        await harness.Serve(harness.Model(policy: new VersionPolicy.All()));
        Assert.Equal([2, 1], harness.Available);
        // Told of once, as what it is: though the other folder's are gone, and were known later.
        Assert.All(harness.Table.Status("m", default), s => Assert.Equal(ServableState.Available, s.State));
        Assert.Equal(4, harness.Opened.Count(o => o.Host.Disposals == 1));
    }

    [Fact]
    public async Task A_version_that_is_wanted_again_while_calls_still_hold_it_is_loaded_anew()
    {
        using var harness = new VersionHarness();
        string other = Path.Combine(harness.Root, "other");
        harness.Write("1");
        harness.Write("1", other);
        await harness.Serve(harness.Model());
        using (harness.Table.Lease("m", default))
        {
            await harness.Serve(harness.Model(other));
            await harness.Serve(harness.Model());
            Assert.Equal([1], harness.Available);
            Assert.Equal([harness.Base, other, harness.Base], harness.Opened.Select(o => Path.GetDirectoryName(o.Folder)));
            Assert.Equal(0, harness.Opened.First().Host.Disposals);
        }
        Assert.Equal(1, harness.Opened.First().Host.Disposals);
        Assert.Equal(new VersionStatus(1, ServableState.Available, Code.Ok, ""), harness.Status(1));
    }

    [Fact]
    public async Task Labels_lead_to_their_version_and_nowhere_until_it_is_there()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model(null, null, new VersionLabel("stable", 1), new VersionLabel("canary", 2)));
        using (VersionLease lease = harness.Table.Lease("m", new VersionChoice(null, "stable")))
            Assert.Equal(1, lease.Version.Number);
        ServingFault absent = harness.Refused(new VersionChoice(null, "canary")), unknown = harness.Refused(new VersionChoice(null, "nope"));
        Assert.Equal((Code.NotFound, "Servable not found for request: Specific(m, 2)"), (absent.Code, absent.Message));
        Assert.Equal((Code.InvalidArgument, "Unrecognized servable version label: nope"), (unknown.Code, unknown.Message));
    }

    [Fact]
    public async Task A_label_that_moves_leads_where_it_led_until_its_version_answers()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model(null, new VersionPolicy.All(), new VersionLabel("stable", 1)));
        await harness.Serve(harness.Model(null, new VersionPolicy.All(), new VersionLabel("stable", 2)));
        using (VersionLease lease = harness.Table.Lease("m", new VersionChoice(null, "stable")))
            Assert.Equal(1, lease.Version.Number);
        harness.Write("2");
        await harness.Poll();
        using (VersionLease lease = harness.Table.Lease("m", new VersionChoice(null, "stable")))
            Assert.Equal(2, lease.Version.Number);
    }

    [Fact]
    public void A_model_that_is_on_its_way_is_unavailable_and_not_unknown()
    {
        using var harness = new VersionHarness();
        harness.Age(harness.Write("1"), TimeSpan.Zero);
        harness.Manager.Apply([harness.Model()]);
        ServingFault fault = harness.Refused();
        Assert.Equal((Code.Unavailable, TimeSpan.FromSeconds(1)), (fault.Code, fault.RetryAfter));
        Assert.Equal("Could not find version 9 of model m", Assert.Throws<ServingFault>(() => harness.Table.Status("m", new VersionChoice(9, null))).Message);
        Assert.Equal("Could not find any versions of model n", Assert.Throws<ServingFault>(() => harness.Table.Status("n", default)).Message);
    }

    [Fact]
    public async Task Versions_that_are_long_gone_are_forgotten()
    {
        using var harness = new VersionHarness();
        for (int version = 1; version <= 50; version++)
        {
            harness.Write($"{version}");
            await harness.Serve(harness.Model());
            Directory.Delete(Path.Combine(harness.Base, $"{version}"), recursive: true);
        }
        Assert.InRange(harness.Table.Status("m", default).Count, 33, 34);
    }

    [Fact]
    public async Task A_look_that_finds_nothing_new_publishes_nothing()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        object before = harness.Table.Models;
        await harness.Poll();
        Assert.Same(before, harness.Table.Models);
    }

    [Fact]
    public async Task A_version_whose_memory_cannot_be_given_back_is_gone_all_the_same()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        harness.Opened.Single().Host.Freeing = () => throw new InvalidOperationException("it does not let go");
        harness.Write("2");
        await harness.Poll();
        await harness.Becomes(1, ServableState.End);
        Assert.Equal([2], harness.Available);
    }

    [Fact]
    public async Task What_hears_that_a_version_is_not_wanted_any_more_may_ask_for_others_meanwhile()
    {
        using var harness = new VersionHarness();
        using var began = new ManualResetEvent(initialState: false);
        using var heard = new ManualResetEvent(initialState: false);
        harness.Opening = (_, token) =>
        {
            using CancellationTokenRegistration hears = token.Register(() =>
            {
                // It takes the manager's lock on a thread of its own: under the lock, nobody would ever come back.
                Task<int> asks = OwnThread.Run(() =>
                {
                    harness.Manager.Poll();
                    return 0;
                });
                if (asks.Wait(Soon.Patience))
                    heard.Set();
            });
            began.Set();
            Soon.Is(heard);
            token.ThrowIfCancellationRequested();
        };
        harness.Write("1");
        harness.Manager.Apply([harness.Model()]);
        Soon.Is(began);
        await OwnThread.Run(() =>
        {
            harness.Manager.Apply([]);
            return 0;
        }).WaitAsync(Soon.Patience, TestContext.Current.CancellationToken);
        Soon.Is(heard);
    }

    [Fact]
    public async Task Two_hundred_swaps_under_load_fail_no_call_and_leak_no_model()
    {
        var harness = new VersionHarness();
        harness.Write("1");
        await harness.Serve(harness.Model());
        using var done = new CancellationTokenSource();
        Task<int>[] clients = [.. Enumerable.Range(0, 8).Select(_ => OwnThread.Run(() => Client(harness, done.Token)))];
        for (int version = 2; version <= 200; version++)
        {
            harness.Write($"{version}");
            await harness.Poll();
            Directory.Delete(Path.Combine(harness.Base, $"{version - 1}"), recursive: true);
        }
        await done.CancelAsync();
        Assert.All(await Soon.Ends(Task.WhenAll(clients)), calls => Assert.True(calls > 0));
        harness.Dispose();
        Assert.Equal(200, harness.Opened.Count);
        Assert.All(harness.Opened, o => Assert.Equal(1, o.Host.Disposals));
    }

    private static int Client(VersionHarness harness, CancellationToken done)
    {
        int calls = 0;
        for (; !done.IsCancellationRequested; calls++)
        {
            using VersionLease lease = harness.Table.Lease("m", default);
            Tensor[] answer = lease.Version.Model.Signatures.Values[0].Run([Tensor.From<float>(1)], CallTerms.None).AsTask().GetAwaiter().GetResult();
            Assert.Equal(lease.Version.Number, answer[0].Values<float>()[0]);
        }
        return calls;
    }
}
