using System.Diagnostics;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Opening;
using TfKeyedExport.Serving.Verdicts;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Opening;

/// <summary>Files that are none: a pipe waits for a writer for ever, a device never ends.</summary>
public sealed class StrangeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strange").FullName;

    public StrangeFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made by mkfifo");

    [Theory]
    [InlineData("pipe")]
    [InlineData("device")]
    public void Batching_parameters_of_a_version_must_be_a_file(string kind)
    {
        string path = Strange("batching_params.pbtxt", kind);
        ConfigurationFault fault = Assert.Single(BatchingParametersReader.ReadFileOfVersion(path, new BatchingOptions()).Faults);
        Assert.Contains("not a regular file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_without_an_end_is_read_no_further_than_it_may_be_long()
    {
        ConfigurationFault fault = Assert.Single(ModelServerConfigReader.ReadFile("/dev/zero").Faults);
        Assert.Contains("read at most", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_that_is_a_pipe_is_none()
    {
        var cache = new VerdictCache(_folder);
        cache.Keep("m", "embedded", "s", new CachedVerdict(Checking.Results.Verdict.Safe, null));
        string file = Directory.GetFiles(_folder).Single();
        File.Delete(file);
        Strange(Path.GetFileName(file), "pipe");
        Assert.Null(cache.Find("m", "embedded", "s"));
    }

    [Fact]
    public void A_warm_up_file_that_is_a_pipe_fails_its_version_and_holds_up_nobody()
    {
        string source = Repository.Model("babyweight_keyed_reference"), model = Path.Combine(_folder, "m");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Append(Path.Combine(source, "assets.extra", "x")))
        {
            string copy = Path.Combine(model, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (File.Exists(file))
                File.Copy(file, copy);
        }
        Strange("m/assets.extra/tf_serving_warmup_requests", "pipe");
        using var opener = new OpenerHarness();
        Assert.Equal("this is not a regular file", Assert.Throws<TfKeyedException>(() => opener.Open(model, warmUp: new WarmUp(1))).What);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Strange(string name, string kind)
    {
        string path = Path.Combine(_folder, name);
        if (kind == "device")
        {
            File.CreateSymbolicLink(path, "/dev/zero");
            return path;
        }
        using Process made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }
}
