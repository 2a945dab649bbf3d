using Xunit;

namespace TfKeyedExport.Cli.Tests.Errors;

public sealed class ExitCodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("10MiB", 0)]
    [InlineData("1GB", 0)]
    [InlineData("20000", 9)]
    public void A_limit_that_is_reached_is_9(string memory, int code)
    {
        string rows = string.Join(
            ",",
            Enumerable.Range(0, 2000).Select(
                i => $"{{\"is_male\":\"True\",\"mother_age\":30,\"plurality\":\"Single(1)\",\"gestation_weeks\":39,\"key\":\"{i}\"}}"));
        Outcome run = Tfkeyed.RunWithInput(
            $"{{\"instances\":[{rows}]}}",
            "run", Tfkeyed.Model("babyweight_keyed_reference"), "--request", "-", "--engine", "embedded", "--memory-limit", memory);
        Assert.Equal(code, run.Code);
        Assert.Equal(code == 9, run.Error.Contains("--memory-limit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("fly")]
    [InlineData("export")]
    [InlineData("export", "MODEL", "OUT", "--no-such-option")]
    [InlineData("export", "MODEL", "OUT", "--key", ":int64")]
    [InlineData("export", "MODEL", "OUT", "--key", "k:nothing")]
    [InlineData("export", "MODEL", "OUT", "--rename", "a")]
    [InlineData("export", "MODEL", "OUT", "--variables", "steal")]
    [InlineData("export", "MODEL", "OUT", "--version", "next")]
    [InlineData("run", "MODEL")]
    [InlineData("run", "MODEL", "--request", "-", "--cases", "x")]
    [InlineData("run", "MODEL", "--request", "-", "--engine", "steam")]
    [InlineData("check", "MODEL", "--device", "gpu:x")]
    [InlineData("check", "MODEL", "--rows", "0")]
    [InlineData("check", "MODEL", "--rows", "many")]
    [InlineData("check", "MODEL", "--rows", "2147483647")]
    [InlineData("bench", "MODEL", "--batch-sizes", "2147483647")]
    [InlineData("bench", "MODEL", "--seconds", "NaN")]
    [InlineData("bench", "MODEL", "--seconds", "1e300")]
    [InlineData("export", "MODEL", "")]
    [InlineData("export", "", "OUT")]
    [InlineData("export", "MODEL", " ")]
    [InlineData("export", "MODEL", "OUT", "--signature", "")]
    [InlineData("export", "MODEL", "OUT", "--from", "")]
    [InlineData("export", "MODEL", "OUT", "--key", "a", "--key", "")]
    [InlineData("export", "MODEL", "OUT", "--tags", "")]
    [InlineData("inspect", "")]
    [InlineData("inspect", "MODEL", "--html", "")]
    [InlineData("inspect", "MODEL", "--html=")]
    [InlineData("check", "MODEL", "--against", "")]
    [InlineData("check", "MODEL", "--json", "")]
    [InlineData("run", "MODEL", "--request", "")]
    [InlineData("engines", "--tensorflow", "")]
    [InlineData("check", "MODEL", "--seconds", "0")]
    [InlineData("check", "MODEL", "--allow-op", "NoSuchOperation")]
    [InlineData("run", "MODEL", "--request", "-", "--memory-limit", "much")]
    [InlineData("run", "MODEL", "--request", "-", "--memory-limit", "-1")]
    [InlineData("bench", "MODEL", "--time-limit", "0")]
    [InlineData("export", "MODEL", "OUT", "--time-limit", "NaN")]
    public void Wrong_usage_is_2(params string[] args)
    {
        Outcome run = Tfkeyed.Run([.. args.Select(a => a == "MODEL" ? Tfkeyed.Model("fixed_batch") : a == "OUT" ? _folder["out"] : a)]);
        Assert.Equal(2, run.Code);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("--rows: '1.5' is no whole number from 1 to 100000", "check", "MODEL", "--rows", "1.5")]
    [InlineData("--seconds: '1e9' is no number above 0 and up to 1000000", "check", "MODEL", "--seconds", "1e9")]
    [InlineData("--seconds: '1e9' is no number above 0 and up to 1000000", "bench", "MODEL", "--seconds", "1e9")]
    [InlineData("--latency-ms: 'few' is no number above 0 and up to 1000000000", "bench", "MODEL", "--latency-ms", "few")]
    [InlineData("--time-limit: '0x10' is no number above 0 and up to 1000000", "export", "MODEL", "OUT", "--time-limit", "0x10")]
    [InlineData("--gpu-memory: '-1' is no whole number from 0 to 2147483647", "run", "MODEL", "--request", "-", "--gpu-memory", "-1")]
    [InlineData("1 byte to 4EiB", "run", "MODEL", "--request", "-", "--memory-limit", "5EiB")]
    public void A_number_that_is_wrong_is_told_with_what_is_taken(string message, params string[] args)
    {
        Outcome run = Tfkeyed.Run([.. args.Select(a => a == "MODEL" ? Tfkeyed.Model("fixed_batch") : a == "OUT" ? _folder["out"] : a)]);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1PiB")]
    [InlineData("2.5TB")]
    public void Large_amounts_of_memory_are_taken(string memory) => Assert.Equal(
        0,
        Tfkeyed.RunWithInput(
            """{"instances": [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]]}""", "run", Tfkeyed.Model("fixed_batch"), "--request", "-", "--engine", "embedded",
            "--memory-limit", memory).Code);

    [Fact]
    public void A_model_that_is_not_there_is_3_and_the_message_has_its_three_parts()
    {
        Outcome run = Tfkeyed.Run("inspect", _folder["nothing"]);
        Assert.Equal(3, run.Code);
        Assert.Empty(run.Output);
        string[] lines = run.Error.TrimEnd().Split('\n');
        Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(_folder["nothing"], lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  next: ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_a_broken_request_and_missing_files_are_3()
    {
        Directory.CreateDirectory(_folder["damaged"]);
        File.WriteAllBytes(Path.Combine(_folder["damaged"], "saved_model.pb"), [0xFF, 0xFF, 0xFF]);
        Assert.Equal(3, Tfkeyed.Run("export", _folder["damaged"], _folder["out"]).Code);
        Assert.Equal(3, Tfkeyed.RunWithInput("{oops", "run", Tfkeyed.Model("fixed_batch"), "--request", "-").Code);
        Assert.Equal(3, Tfkeyed.Run("run", Tfkeyed.Model("fixed_batch"), "--request", _folder["nothing"]).Code);
        Assert.Equal(3, Tfkeyed.Run("run", Tfkeyed.Model("fixed_batch"), "--cases", _folder["nothing"]).Code);
        Assert.Equal(3, Tfkeyed.Run("check", Tfkeyed.Model("babyweight_keyed_reference"), "--examples", _folder["nothing"], "--signature", "other").Code);
    }

    [Theory]
    [InlineData("babyweight_keyed_reference", "keyed already")]
    [InlineData("has_key_input", "--key client_key")]
    public void A_key_whose_name_is_taken_is_4(string model, string message)
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model(model), _folder["out"]);
        Assert.Equal(4, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void An_output_that_exists_or_lies_in_the_input_is_4_also_in_a_dry_run()
    {
        Directory.CreateDirectory(_folder["taken"]);
        Assert.Equal(4, Tfkeyed.Run("export", Tfkeyed.Model("fixed_batch"), _folder["taken"]).Code);
        Assert.Equal(4, Tfkeyed.Run("export", Tfkeyed.Model("fixed_batch"), _folder["taken"], "--dry-run").Code);
        Assert.Equal(4, Tfkeyed.Run("export", Tfkeyed.Model("fixed_batch"), Path.Combine(Tfkeyed.Model("fixed_batch"), "keyed")).Code);
        Assert.Equal(4, Tfkeyed.Run("export", Tfkeyed.Model("fixed_batch"), Path.Combine(Tfkeyed.Model("fixed_batch"), "keyed"), "--dry-run").Code);
        Assert.Equal(8, Tfkeyed.Run("inspect", Tfkeyed.Model("fixed_batch"), "--html", _folder["no/such/folder.html"]).Code);
    }

    [Fact]
    public void A_library_that_is_not_there_is_5()
    {
        Outcome run = Tfkeyed.RunWithInput(
            """{"inputs": [1, 2, 3, 4]}""",
            "run", Tfkeyed.Model("fixed_batch"), "--request", "-", "--engine", "tensorflow", "--tensorflow", _folder["nothing"]);
        Assert.Equal(5, run.Code);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpu_on_the_embedded_engine_is_5()
    {
        Outcome run = Tfkeyed.RunWithInput(
            """{"inputs": [1, 2, 3, 4]}""", "run", Tfkeyed.Model("fixed_batch"), "--request", "-", "--engine", "embedded", "--device", "gpu");
        Assert.Equal(5, run.Code);
    }

    [Fact]
    public void Stack_traces_are_shown_only_when_asked_for()
    {
        Assert.DoesNotContain("   at ", Tfkeyed.Run("inspect", _folder["nothing"]).Error, StringComparison.Ordinal);
        Assert.Contains("   at ", Tfkeyed.Run("inspect", _folder["nothing"], "--verbose").Error, StringComparison.Ordinal);
    }
}
