using System.Collections.Frozen;
using System.Globalization;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class ModelLabelsTests
{
    private const string Counts = ":tensorflow:serving:request_count";

    private readonly ManualTime _time = new();
    private readonly ServingTable _table = new();

    [Fact]
    public void Strangers_names_make_no_label()
    {
        ServerMetrics metrics = Make(quirks: false);
        for (int i = 0; i < 1000; i++)
            metrics.Call($"foo{i}", code: Code.NotFound);
        Assert.Equal([Counts + "{model_name=\"(unknown)\",status=\"NOT_FOUND\"} 1000"], metrics.Lines(Counts));
        Assert.Contains("model=\"(unknown)\",version=\"\",signature=\"\"", Assert.Single(metrics.Lines("tfkeyed_requests_total")), StringComparison.Ordinal);
    }

    [Fact]
    public void With_quirks_some_keep_their_name_and_the_rest_has_one_together()
    {
        ServerMetrics metrics = Make(quirks: true);
        metrics.Call("foo", code: Code.NotFound);
        metrics.Call(new string('x', 65), code: Code.NotFound);
        Assert.Contains(Counts + "{model_name=\"foo\",status=\"NOT_FOUND\"} 1", metrics.Lines(Counts));
        for (int i = 0; i < 1000; i++)
            metrics.Call($"foo{i}", code: Code.NotFound);
        Assert.Equal(33, metrics.Lines(Counts).Length);
        Assert.Contains(Counts + "{model_name=\"(other)\",status=\"NOT_FOUND\"} 970", metrics.Lines(Counts));
    }

    [Fact]
    public void A_model_that_has_no_version_yet_is_no_stranger()
    {
        ServerMetrics metrics = Make(quirks: false);
        Publish("m");
        metrics.Call("m", code: Code.Unavailable);
        Assert.Equal([Counts + "{model_name=\"m\",status=\"UNAVAILABLE\"} 1"], metrics.Lines(Counts));
    }

    [Fact]
    public void A_path_without_a_model_has_the_empty_name()
    {
        ServerMetrics metrics = Make(quirks: false);
        metrics.Call("", code: Code.InvalidArgument);
        Assert.Equal([Counts + "{model_name=\"\",status=\"INVALID_ARGUMENT\"} 1"], metrics.Lines(Counts));
    }

    [Fact]
    public void A_version_that_has_gone_is_told_of_for_ten_minutes()
    {
        ServerMetrics metrics = Make(quirks: false);
        Publish("m", (1, ServableState.Available));
        metrics.Call("m", metrics.Of("m", 1, "s"));
        Publish("m", (1, ServableState.End), (2, ServableState.Available));
        metrics.Call("m", metrics.Of("m", 2, "s"));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(2, metrics.Lines("tfkeyed_requests_total").Length);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("version=\"2\"", Assert.Single(metrics.Lines("tfkeyed_requests_total")), StringComparison.Ordinal);
        // The model goes on.
        Assert.Equal([Counts + "{model_name=\"m\",status=\"OK\"} 2"], metrics.Lines(Counts));
    }

    [Fact]
    public void A_model_that_has_gone_takes_its_name_along()
    {
        ServerMetrics metrics = Make(quirks: false);
        Publish("m", (1, ServableState.Available));
        metrics.Call("m", metrics.Of("m", 1, "s"));
        _table.Publish([]);
        metrics.Page();
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(metrics.Lines(Counts));
        metrics.Call("m", code: Code.NotFound);
        Assert.Contains("(unknown)", Assert.Single(metrics.Lines(Counts)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_comes_back_counts_on()
    {
        ServerMetrics metrics = Make(quirks: false);
        ISignatureObserver first = metrics.Of("m", 1, "s");
        Assert.Same(first, metrics.Of("m", 1, "s"));
    }

    [Fact]
    public void Versions_that_come_and_go_do_not_fill_the_page_though_nobody_looks_at_it()
    {
        ServerMetrics metrics = Make(quirks: false);
        for (int i = 1; i <= 1000; i++)
        {
            Publish("m", (i, ServableState.Available));
            metrics.Of("m", i, "s");
        }
        Assert.InRange(metrics.Lines("tfkeyed_rows_total").Length, 2, 65);
    }

    [Fact]
    public void Sizes_of_batches_beyond_the_first_count_together()
    {
        ServerMetrics metrics = Make(quirks: false);
        ISignatureObserver signature = metrics.Of("m", 1, "s");
        for (int rows = 1; rows <= 500; rows++)
            signature.Batch(1, rows, 0, TimeSpan.Zero, Serving.Batching.BatchClosing.Idle);
        string[] lines = metrics.Lines(":tensorflow:serving:batching_session:padding_size_count");
        Assert.InRange(lines.Length, 60, 65);
        Assert.Equal(500, lines.Sum(l => int.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_state_of_versions_is_shown()
    {
        ServerMetrics metrics = Make(quirks: false);
        Publish("m", (2, ServableState.Available), (1, ServableState.End));
        Assert.Equal(
            [
                "tfkeyed_version_state{model=\"m\",version=\"2\",state=\"AVAILABLE\"} 1",
                "tfkeyed_version_state{model=\"m\",version=\"1\",state=\"END\"} 1",
            ],
            metrics.Lines("tfkeyed_version_state"));
    }

    private ServerMetrics Make(bool quirks) => new(_time, quirks) { Table = _table };

    private void Publish(string model, params (long Number, ServableState State)[] versions)
    {
        VersionStatus[] statuses = [.. versions.Select(v => new VersionStatus(v.Number, v.State, Code.Ok, ""))];
        _table.Publish([new ModelView(model, [], [.. statuses], FrozenDictionary<string, long>.Empty, IsConfigured: true, null)]);
    }
}
