using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class ServerSpecTests
{
    private static readonly string CasesFolder = Path.Combine(Repository.Root, "tests", "Conformance");
    private static readonly ModelIndex OwnModels = new(Path.Combine(CasesFolder, "models"));
    private static readonly IReadOnlyList<Case> AllCases = CaseFiles.Read(CasesFolder);

    [Fact]
    public void Cases_of_one_setup_share_a_server() => Assert.Equal(Spec("rest/predict-columnar").Key, Spec("grpc/predict-scalar").Key);

    [Theory]
    [InlineData("rest/post-cors-on")]
    [InlineData("rest/predict-half-plus-three")]
    [InlineData("rest/models-without-name")]
    [InlineData("rest/metrics-custom-path")]
    [InlineData("grpc/reload-add")]
    public void Other_flags_models_quirks_and_files_need_another(string id) => Assert.NotEqual(Spec("rest/predict-columnar").Key, Spec(id).Key);

    [Theory]
    [InlineData("rest/predict-columnar", "version_labels { key: \"good_label\" value: 123 }")]
    [InlineData("grpc/status-two", "specific { versions: 123 versions: 124 }")]
    [InlineData("grpc/predict-label-echo-is-version", "version_labels { key: \"B\" value: 124 }")]
    [InlineData("grpc/reload-new-version-and-label-in-one-step", "specific { versions: 123 }")]
    [InlineData("rest/status-after-unload", "name: \"removed\"")]
    public void What_a_setup_says_stands_in_the_configuration(string id, string part) => Assert.Contains(part, Spec(id).Config, StringComparison.Ordinal);

    [Theory]
    [InlineData("grpc/reload-relative-path")]
    [InlineData("grpc/reload-add")]
    [InlineData("rest/metrics-error-status-label")]
    [InlineData("grpc/reload-poisoned-after-bad-platform")]
    public void Some_are_alone_on_their_server(string id) => Assert.True(ServerSpecs.IsAlone(Find(id), Setup.Parse(Find(id).Setup)));

    [Fact]
    public void Files_of_a_version_and_warm_up_requests_are_added_to_a_copy()
    {
        string folder = Directory.CreateTempSubdirectory("tfkeyed-tests.").FullName;

        string files = BatchingFixture.Spec(Find("batch/per-model-file"), OwnModels, () => folder).Models[0].BasePath;
        Assert.True(File.Exists(Path.Combine(files, "123", "batching_params.pbtxt")));
        Directory.Delete(folder, recursive: true);

        Directory.CreateDirectory(folder);
        string warm = BatchingFixture.Spec(Find("batch/warmup-passes-through-batching"), OwnModels, () => folder).Models[0].BasePath;
        byte[] record = File.ReadAllBytes(Path.Combine(warm, "123", "assets.extra", "tf_serving_warmup_requests"));
        Assert.Equal(record.Length - 16, BitConverter.ToInt64(record, 0));
        // A PredictLog, field 6.
        Assert.Equal(6 << 3 | 2, record[12]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Flags_and_files_are_written_as_the_server_reads_them()
    {
        string folder = Directory.CreateTempSubdirectory("tfkeyed-tests.").FullName;
        var spec = new ServerSpec([], ["--batching_parameters_file=P", "--x"])
        {
            Batching = "max_batch_size { value: 2 }",
            Quirks = true,
            Reloads = true,
            Monitoring = "m",
        };

        IReadOnlyList<string> flags = ServerFiles.Write(spec, folder, "/models", 1, 2);

        Assert.Contains($"--batching_parameters_file={Path.Combine(folder, "batching.config")}", flags);
        Assert.Contains($"--monitoring_config_file={Path.Combine(folder, "monitoring.config")}", flags);
        Assert.Contains("--tf_serving_quirks=true", flags);
        Assert.Contains("--model-roots=/models", flags);
        Assert.Equal("--x", flags[^1]);
        Directory.Delete(folder, recursive: true);
    }

    private static Case Find(string id) => AllCases.Single(c => c.Id == id);

    private static ServerSpec Spec(string id) => ServerSpecs.Of(Find(id), Setup.Parse(Find(id).Setup), OwnModels, "/empty");
}
