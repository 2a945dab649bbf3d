using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class LoadingTests
{
    [Fact]
    public async Task A_version_that_fails_is_tried_again_and_then_given_up_and_the_old_one_serves_on()
    {
        using var harness = new VersionHarness { Settings = new VersionSettings { Retries = 1, LoadThreads = 1 } };
        harness.Write("1");
        await harness.Serve(harness.Model());
        using var opening = new AutoResetEvent(false);
        harness.Opening = (_, _) =>
        {
            opening.Set();
            throw ServingFault.Invalid("it is broken");
        };
        harness.Write("2");
        harness.Manager.Poll();
        Soon.Is(opening);
        // The clock is turned until the retry has been set, and rings.
        while (!opening.WaitOne(0))
            harness.Time.Advance(TimeSpan.FromMinutes(1));
        await harness.Becomes(2, ServableState.End);
        Assert.Equal(new VersionStatus(2, ServableState.End, Code.InvalidArgument, "it is broken"), harness.Status(2));
        Assert.Equal([1], harness.Available);
        Assert.Equal(3, harness.Opens);
        await harness.Poll();
        Assert.Equal(3, harness.Opens);
    }

    [Fact]
    public async Task Without_a_pause_it_is_tried_again_at_once()
    {
        using var harness = new VersionHarness { Settings = new VersionSettings { Retries = 3, RetryAfter = TimeSpan.Zero } };
        harness.Opening = (_, _) => throw ServingFault.Invalid("it is broken");
        harness.Write("1");
        await harness.Serve(harness.Model());
        Assert.Equal(4, harness.Opens);
        Assert.Equal(ServableState.End, harness.Status(1).State);
    }

    [Fact]
    public async Task Files_that_were_mended_are_tried_again()
    {
        using VersionHarness harness = await Broken();
        File.WriteAllBytes(Path.Combine(harness.Base, "1", "saved_model.pb"), [1, 2, 3, 4]);
        harness.Manager.Poll();
        await harness.Poll();
        Assert.Equal([1], harness.Available);
    }

    [Fact]
    public async Task A_broken_version_that_is_taken_away_and_put_back_as_it_was_is_tried_again()
    {
        using VersionHarness harness = await Broken();
        Directory.Move(Path.Combine(harness.Base, "1"), Path.Combine(harness.Root, "away"));
        harness.Manager.Poll();
        Directory.Move(Path.Combine(harness.Root, "away"), Path.Combine(harness.Base, "1"));
        harness.Manager.Poll();
        await harness.Poll();
        Assert.Equal([1], harness.Available);
    }

    [Fact]
    public async Task A_model_that_is_removed_while_it_is_loaded_and_configured_again_is_loaded_again()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        using var opening = new ManualResetEvent(false);
        harness.Opening = (_, cancellation) =>
        {
            opening.Set();
            Soon.Is(cancellation.WaitHandle);
            cancellation.ThrowIfCancellationRequested();
        };
        harness.Manager.Apply([harness.Model()]);
        Soon.Is(opening);
        harness.Manager.Apply([]);
        await harness.Becomes(1, ServableState.End);
        Assert.Equal(Code.Cancelled, harness.Status(1).Code);
        harness.Opening = (_, _) => { };
        await harness.Serve(harness.Model());
        Assert.Equal([1], harness.Available);
    }

    [Fact]
    public async Task One_that_is_wanted_again_before_its_load_has_ended_is_loaded_at_once()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        using var opening = new ManualResetEvent(false);
        using var mayGo = new ManualResetEvent(false);
        harness.Opening = (_, cancellation) =>
        {
            opening.Set();
            Soon.Is(mayGo);
            cancellation.ThrowIfCancellationRequested();
        };
        harness.Manager.Apply([harness.Model()]);
        Soon.Is(opening);
        harness.Manager.Apply([]);
        harness.Manager.Apply([harness.Model()]);
        mayGo.Set();
        await harness.Settled();
        Assert.Equal([1], harness.Available);
        Assert.Equal(2, harness.Opens);
    }

    [Fact]
    public async Task A_version_that_nobody_wants_any_more_when_it_is_loaded_is_freed()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        using var opening = new ManualResetEvent(false);
        using var mayGo = new ManualResetEvent(false);
        harness.Opening = (_, _) =>
        {
            opening.Set();
            Soon.Is(mayGo);
        };
        harness.Manager.Apply([harness.Model()]);
        Soon.Is(opening);
        harness.Manager.Apply([]);
        mayGo.Set();
        await harness.Becomes(1, ServableState.End);
        while (harness.Opened.Single().Host.Disposals == 0)
            await Task.Yield();
    }

    [Fact]
    public async Task One_model_that_is_broken_does_not_stop_another()
    {
        using var harness = new VersionHarness();
        harness.Write("1");
        harness.Write("7", Path.Combine(harness.Root, "other"));
        harness.Opening = (number, _) =>
        {
            if (number == 7)
                throw new InvalidOperationException("boom");
        };
        await harness.Serve(harness.Model(Path.Combine(harness.Root, "other")) with { Name = "other" }, harness.Model());
        await Soon.Ends(harness.Manager.WhenSettled(["other"], TestContext.Current.CancellationToken));
        Assert.Equal([1], harness.Available);
        VersionStatus status = harness.Table.Status("other", default).Single();
        Assert.Equal((Code.Internal, "InvalidOperationException: boom"), (status.Code, status.Message));
    }

    private static async Task<VersionHarness> Broken()
    {
        var harness = new VersionHarness { Opening = (_, _) => throw ServingFault.Invalid("it is broken") };
        harness.Write("1");
        await harness.Serve(harness.Model());
        Assert.Equal(ServableState.End, harness.Status(1).State);
        harness.Opening = (_, _) => { };
        return harness;
    }
}
