using System.Diagnostics;
using TfKeyedExport.Cli.Terminals;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Terminals;

/// <summary>Outputs that cannot be written, and signals.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tfkeyed inspect MODEL > /dev/full", "standard output cannot be written")]
    [InlineData("tfkeyed inspect MODEL --json > /dev/full", "standard output cannot be written")]
    [InlineData("tfkeyed inspect MODEL >&-", "standard output cannot be written")]
    [InlineData("tfkeyed inspect MODEL --json >&-", "standard output cannot be written")]
    [InlineData("tfkeyed export MODEL OUT --json >&-", "standard output cannot be written")]
    [InlineData("tfkeyed --help > /dev/full", "standard output cannot be written")]
    [InlineData("tfkeyed inspect MODEL > /dev/full 2> /dev/full", "")]
    [InlineData("tfkeyed inspect MODEL >&- 2>&-", "")]
    [InlineData("mkfifo OUT; exec 3<>OUT 4>OUT 3<&-; tfkeyed inspect MODEL >&4", "standard output cannot be written")]
    [InlineData("tfkeyed inspect MODEL --html /dev/full", "the report cannot be written")]
    public void An_output_that_cannot_be_written_is_8_without_a_stack_trace(string line, string message)
    {
        Skip();
        Outcome run = ProgramProcess.Shell(
            line
                .Replace("MODEL", $"'{Tfkeyed.Model("babyweight_keras3")}'", StringComparison.Ordinal)
                .Replace("OUT", $"'{_folder["out"]}'", StringComparison.Ordinal));
        Assert.Equal(8, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public void A_standard_error_that_cannot_be_written_changes_no_code(string redirection)
    {
        Skip();
        Assert.Equal(3, ProgramProcess.Shell($"tfkeyed inspect '{_folder["nothing"]}' {redirection}").Code);
        Assert.Equal(0, ProgramProcess.Shell($"tfkeyed export '{Tfkeyed.Model("fixed_batch")}' '{_folder["out"]}' {redirection}").Code);
    }

    [Theory]
    [InlineData("TERM", 15, 143, "ended by SIGTERM")]
    [InlineData("INT", 2, 130, "interrupted")]
    [InlineData("QUIT", 3, 131, "ended by SIGQUIT")]
    public void Signals_have_their_codes(string signal, int number, int code, string message)
    {
        Skip();
        SkipIfIgnored(signal, number);
        // The program reads its rows when it is ready for signals, so that who has handed them over knows that it is.
        string pipe = _folder["rows.json"];
        using (Process made = Process.Start("mkfifo", [pipe]))
            made.WaitForExit();
        using Process process = ProgramProcess.Tfkeyed(
            "bench", Tfkeyed.Model("fixed_batch"), "--engines", "embedded", "--examples", pipe, "--seconds", "86400");
        File.WriteAllText(pipe, """{"instances": [{"x": [1, 2, 3]}, {"x": [1, 2, 3]}, {"x": [1, 2, 3]}, {"x": [1, 2, 3]}]}""");
        using (Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((code, true), (process.ExitCode, error.Contains(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reader_that_goes_away_is_told_once_and_what_follows_is_dropped()
    {
        using var error = new MemoryStream();
        using var terminal = new Terminal(() => Stream.Null, () => new BrokenStream(), () => error, false, false, false);
        Assert.Equal(8, CommandLine.Run(["inspect", Tfkeyed.Model("fixed_batch")], terminal));
        terminal.Error.Flush();
        Assert.Single(System.Text.Encoding.UTF8.GetString(error.ToArray()).Split('\n'), line => line.StartsWith("error:", StringComparison.Ordinal));
    }

    private static void Skip()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("needs /dev/full and the shell of Linux");
    }

    // A shell starts what it runs in the background so, and a program that it starts keeps to that.
    private static void SkipIfIgnored(string signal, int number)
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong ignored = ulong.Parse(
            line["SigIgn:".Length..].Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        if ((ignored >> (number - 1) & 1) != 0)
            Assert.Skip($"SIG{signal} is ignored here, as in everything that a shell runs in the background");
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
