using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Handoff.Tests;

public sealed class HandoffJobTests : IDisposable
{
    private readonly Place _place = new();

    [Fact]
    public void A_version_has_the_models_own_bytes_and_what_servers_and_people_read_beside_it()
    {
        HandoffResult result = _place.HandOff();

        string version = _place.File("m/1");
        Assert.Equal((1, version, Verdict.Safe), (result.Version, result.Copy.Folder, result.Report.Verdict));
        string original = Repository.Model(Place.Keyed);
        foreach (string file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(version, Path.GetRelativePath(original, file))));
        Assert.Equal(
            [RepositoryFiles.Lock, "README.md", "batching_parameters.txt", "compose.yaml", "kubernetes.yaml", "m", "models.config", "monitoring.config"],
            _place.Names());
        using JsonDocument verdict = JsonDocument.Parse(_place.Read("m/1/tfkeyed_verdict.json"));
        Assert.Equal(("safe", false), (verdict.RootElement.GetProperty("verdict").GetString(), verdict.RootElement.GetProperty("allowed_unsafe").GetBoolean()));
        Assert.Contains("No server believes it", verdict.RootElement.GetProperty("about").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_version_is_the_one_after_the_highest()
    {
        _place.HandOff(r => r with { Version = 7 });
        Assert.Equal(8, _place.HandOff().Version);
    }

    [Fact]
    public void A_version_that_is_there_is_refused_and_stays()
    {
        _place.HandOff(r => r with { Version = 3 });
        byte[] before = File.ReadAllBytes(_place.File("m/3/tfkeyed_verdict.json"));
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => _place.HandOff(r => r with { Version = 3 }));
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains("--version auto", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_place.File("m/3/tfkeyed_verdict.json")));
    }

    [Fact]
    public void A_folder_whose_number_has_zeros_before_it_is_that_version_too()
    {
        Directory.CreateDirectory(_place.File("m/0003"));
        Assert.Equal(ErrorKind.Refused, Assert.Throws<TfKeyedException>(() => _place.HandOff(r => r with { Version = 3 })).Kind);
        Assert.Equal(4, _place.HandOff().Version);
    }

    [Fact]
    public void A_model_that_is_not_safe_is_refused_and_nothing_is_left()
    {
        string model = _place.Export("unsafe_sorts");
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => _place.HandOff(r => r with { Model = model }));
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains("--allow-unsafe", error.Message, StringComparison.Ordinal);
        Assert.Contains("Order", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tfkeyed-", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place.Repository));
    }

    [Fact]
    public void What_is_handed_over_all_the_same_says_so()
    {
        string model = _place.Export("unsafe_sorts");
        Assert.Equal(Verdict.Unsafe, _place.HandOff(r => r with { Model = model, AllowUnsafe = true }).Report.Verdict);
        Assert.Contains("**Not safe.**", _place.Read("README.md"), StringComparison.Ordinal);
        using JsonDocument verdict = JsonDocument.Parse(_place.Read("m/1/tfkeyed_verdict.json"));
        Assert.True(verdict.RootElement.GetProperty("allowed_unsafe").GetBoolean());
        // A safe version of the same model takes the warning back.
        _place.HandOff();
        Assert.DoesNotContain("**Not safe.**", _place.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_key_is_refused()
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => _place.HandOff(r => r with { Model = Repository.Model("single_tensor") }));
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains("tfkeyed export", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place.Repository));
    }

    [Fact]
    public void A_hand_over_that_is_cancelled_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        HandoffRequest request = _place.Request() with
        {
            Sizes = _ =>
            {
                source.Cancel();
                return Place.Wish(1);
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new HandoffJob(request).Run(source.Token));
        Assert.False(Directory.Exists(_place.Repository));
    }

    [Fact]
    public void A_file_that_somebody_changed_stays_and_the_new_one_lies_beside_it()
    {
        _place.HandOff();
        string own = _place.Read("compose.yaml").Replace("unless-stopped", "always", StringComparison.Ordinal);
        File.WriteAllText(_place.File("compose.yaml"), own);
        HandoffResult result = _place.HandOff();
        Assert.Equal(["compose.yaml"], result.Kept);
        Assert.Equal(own, _place.Read("compose.yaml"));
        Assert.Contains("unless-stopped", _place.Read("compose.yaml.new"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_somebody_else_stays()
    {
        Directory.CreateDirectory(_place.Repository);
        File.WriteAllText(_place.File("README.md"), "ours\n");
        Assert.Equal(["README.md"], _place.HandOff().Kept);
        Assert.Equal("ours\n", _place.Read("README.md"));
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_refused_before_anything_is_copied()
    {
        Directory.CreateDirectory(_place.Repository);
        File.WriteAllText(_place.File("models.config"), "model_config_list { config { nam: 'x' } }");
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => _place.HandOff());
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(["models.config"], _place.Names());
    }

    [Fact]
    public void What_is_handed_over_can_be_handed_on()
    {
        _place.HandOff();
        string first = _place.File("m/1");
        HandoffResult second = _place.HandOff(r => r with { Model = first, Name = null });
        Assert.Equal(("m", 2, (0, 2)), (second.Name, second.Version, second.WarmupRecords));
        Assert.Equal(
            File.ReadAllBytes(_place.File("m/1/assets.extra/tf_serving_warmup_requests")),
            File.ReadAllBytes(_place.File("m/2/assets.extra/tf_serving_warmup_requests")));
    }

    [Fact]
    public void What_processes_left_that_were_killed_goes_with_the_next_run()
    {
        _place.HandOff();
        string left = _place.File(".tfkeyed-0123.tmp");
        File.WriteAllText(left, "half");
        _place.HandOff();
        Assert.False(File.Exists(left));
    }

    public void Dispose() => _place.Dispose();
}
