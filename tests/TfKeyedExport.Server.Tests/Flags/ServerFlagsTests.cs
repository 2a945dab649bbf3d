using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Server.Flags;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Flags;

public class ServerFlagsTests
{
    [Fact]
    public void The_arguments_of_TF_Servings_container_start_it_and_the_users_own_go_last()
    {
        ServerOptions options = Options(
            "--port=8500", "--rest_api_port=8501", "--model_name=model", "--model_base_path=/models/model", "--port=9000", "--model_name=m");
        Assert.Equal((9000, 8501, "m", "/models/model"), (options.Port, options.RestPort, options.ModelName, options.ModelBasePath));
    }

    [Fact]
    public void Without_flags_there_are_defaults()
    {
        ServerOptions options = Options();
        Assert.Equal((8500, 0, "default"), (options.Port, options.RestPort, options.ModelName));
        Assert.Equal((30.0, 1.0), (options.Drain.TotalSeconds, options.Versioning.FileSystemPoll!.Value.TotalSeconds));
        Assert.Equal(new ServerOptions().Protection, options.Protection);
        Assert.Null(options.RequestLog);
    }

    [Theory]
    [InlineData(new[] { "--enable_batching" }, true)]
    [InlineData(new[] { "--enable_batching=true" }, true)]
    [InlineData(new[] { "--enable_batching=True" }, true)]
    [InlineData(new[] { "--enable_batching=1" }, true)]
    [InlineData(new[] { "--enable_batching", "true" }, true)]
    [InlineData(new[] { "--enable_batching=false" }, false)]
    [InlineData(new[] { "--enable_batching", "false" }, false)]
    [InlineData(new[] { "--enable_batching", "--enable_batching=false" }, false)]
    [InlineData(new[] { "--enable_batching=false", "--enable_batching" }, true)]
    [InlineData(new[] { "--enable_batching", "--port=1" }, true)]
    public void A_switch_is_on_with_and_without_a_value(string[] args, bool on) => Assert.Equal(on, Options(args).Batching.Enabled);

    [Theory]
    [InlineData("--file_system_poll_wait_seconds=0", 0)]
    [InlineData("--file_system_poll_wait_seconds=-1", null)]
    [InlineData("--file_system_poll_wait_seconds=5", 5)]
    public void Versions_may_be_looked_for_once_or_never(string arg, int? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, Options(arg).Versioning.FileSystemPoll);

    [Fact]
    public void A_number_below_0_may_stand_behind_its_flag() => Assert.Null(Options("--file_system_poll_wait_seconds", "-1").Versioning.FileSystemPoll);

    [Theory]
    [InlineData("--rest_api_timeout_in_ms=0")]
    [InlineData("--rest_api_timeout_in_ms=-5")]
    public void A_timeout_of_0_is_none(string arg) => Assert.Null(Options(arg).Limits.RestTimeout);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1_500_000, 1.5)]
    [InlineData(long.MaxValue, 922337203685.4775)]
    public void Retries_wait_as_long_as_can_be_said(long micros, double seconds) =>
        Assert.Equal(seconds, Options($"--load_retry_interval_micros={micros}").Versioning.LoadRetryInterval.TotalSeconds, 3);

    [Fact]
    public void Our_own_flags_are_read()
    {
        ServerOptions options = Options(
            "--listen=::1", "--insecure", "--token-file=t", "--admin-token-file=a", "--model-roots=/x,/y", "--model_roots=/z", "--host-keys",
            "--duplicates=refuse", "--require-client-prefix", "--batch-unsafe=m", "--batch-unsafe", "n", "--request-log=/log", "--log-rate=0.5",
            "--log-key-pattern=^a", "--log-header=X-A", "--log-header=X-B", "--log-format=parquet", "--log-field=key=hash",
            "--log-field=inputs.a=keep", "--log-file-bytes=1MiB", "--log-file-seconds=9", "--engine=embedded", "--tensorflow=/tf", "--device=gpu:1",
            "--memory-limit=512MiB", "--time-limit=2.5", "--allow-op=ReadFile", "--verdict-cache=/v", "--drain-seconds=5");
        ProtectionOptions protection = options.Protection;
        Assert.Equal(("::1", "t", "a", DuplicateKeys.Refuse), (protection.Listen, protection.TokenFile, protection.AdminTokenFile, protection.Duplicates));
        Assert.True(protection.Insecure && protection.HostKeys && protection.RequireClientPrefix);
        Assert.Equal(["/x", "/y", "/z"], protection.ModelRoots);
        Assert.Equal(["m", "n"], protection.BatchUnsafe);
        Assert.Equal(
            new RequestLogOptions("/log")
            {
                Format = LogFormat.Parquet,
                Rate = 0.5,
                KeyPattern = "^a",
                Headers = new(["X-A", "X-B"]),
                Fields = new([new("key", LogFieldRule.Hash), new("inputs.a", LogFieldRule.Keep)]),
                MaxFileBytes = 1 << 20,
                MaxFileAge = TimeSpan.FromSeconds(9),
            },
            options.RequestLog);
        Assert.Equal((EngineKind.Embedded, "/tf", "gpu:1"), (options.Engine.Kind, options.Engine.TensorFlow, options.Engine.Device));
        Assert.Equal(["ReadFile"], options.Engine.AllowedOperations);
        Assert.Equal((512L << 20, TimeSpan.FromSeconds(2.5)), (options.Limits.MemoryLimit, options.Limits.CallTimeout));
        Assert.Equal(("/v", TimeSpan.FromSeconds(5)), (options.VerdictCache, options.Drain));
    }

    [Theory]
    [InlineData("--tf_serving_quirks", false)]
    [InlineData("--tf-serving-quirks=false", true)]
    public void Quirks_leave_large_requests_whole(string arg, bool split)
    {
        ServerOptions options = Options(arg);
        Assert.Equal((!split, split, split), (options.Quirks, options.Batching.LargeBatchSplitting, options.Batching.SplittingUnlessSaid));
    }

    [Theory]
    [InlineData("--modle_name=x", "there is no flag --modle_name; did you mean --model_name?")]
    [InlineData("--enable-batchin", "there is no flag --enable-batchin; did you mean --enable_batching?")]
    [InlineData("--log_rat=1", "there is no flag --log_rat; did you mean --log-rate?")]
    [InlineData("--versoin", "there is no flag --versoin; did you mean --version?")]
    [InlineData("--something_else_altogether", "there is no flag --something_else_altogether; see --help for those there are")]
    [InlineData("/models/m", "'/models/m' is no flag; flags begin with two hyphens, such as --model_base_path=FOLDER")]
    [InlineData("-p", "'-p' is no flag; flags begin with two hyphens, such as --model_base_path=FOLDER")]
    [InlineData("--port", "--port needs a value: --port=PORT")]
    [InlineData("--port=", "--port: '' is no whole number from -2147483648 to 2147483647")]
    [InlineData("--port=99999999999", "--port: '99999999999' is no whole number from -2147483648 to 2147483647")]
    [InlineData("--enable_batching=maybe", "--enable_batching: 'maybe' is neither true nor false")]
    [InlineData("--token-file=", "--token-file: '' is empty; in a script, see whether a variable is set")]
    [InlineData("--duplicates=deny", "--duplicates: 'deny' is none of allow, warn, refuse")]
    [InlineData("--engine=gpu", "--engine: 'gpu' is none of auto, embedded, tensorflow")]
    [InlineData("--device=gpu:x", "--device: 'gpu:x' is no device: take auto, cpu, gpu or gpu:N")]
    [InlineData("--memory-limit=much", "--memory-limit: 'much' is no amount of memory, such as 512MiB or 4GiB")]
    [InlineData("--time-limit=0", "--time-limit: '0' is no number of seconds above 0 and up to 1000000")]
    [InlineData("--allow-op=Nothing", "--allow-op: 'Nothing' is no operation: take the name that the refusal gives")]
    [InlineData("--log-rate=1.5", "--log-rate: '1.5' is no number from 0 to 1")]
    [InlineData("--log-rate=0.5", "--log-rate, --log-key-pattern, --log-header and the like say what is logged, and nothing is; add --request-log=FOLDER")]
    public void A_wrong_argument_is_told_with_what_to_do(string arg, string error) =>
        Assert.Equal([error], Assert.IsType<FlagOutcome.Refuse>(ServerFlags.Parse([arg])).Errors);

    [Fact]
    public void All_wrong_arguments_are_told_at_once() =>
        Assert.Equal(4, Assert.IsType<FlagOutcome.Refuse>(ServerFlags.Parse(["--port=x", "--nothing", "stray", "--device=y"])).Errors.Count);

    [Theory]
    [InlineData("--model_name=a=b:c", "a=b:c")]
    [InlineData("--model_name=--port", "--port")]
    [InlineData("--model_name=@file", "@file")]
    [InlineData("--model_name=", "")]
    public void A_value_is_taken_as_it_is(string arg, string name) => Assert.Equal(name, Options(arg).ModelName);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--help", "--port=1")]
    [InlineData("--port=x", "--help")]
    public void Help_is_told_whatever_else_is_there(params string[] args) =>
        Assert.Equal(ServerHelp.Text, Assert.IsType<FlagOutcome.Tell>(ServerFlags.Parse(args)).Text);

    [Fact]
    public void The_version_is_the_programs_and_the_protocols()
    {
        string text = Assert.IsType<FlagOutcome.Tell>(ServerFlags.Parse(["--version"])).Text;
        Assert.Matches(@"^tfkeyed-server: \d+\.\d+\.\d+\S*\nTensorFlow Serving protocol: \d+\.\d+\n$", text);
    }

    private static ServerOptions Options(params string[] args)
    {
        var start = Assert.IsType<FlagOutcome.Start>(ServerFlags.Parse(args));
        Assert.Empty(start.Warnings);
        return start.Options;
    }
}
