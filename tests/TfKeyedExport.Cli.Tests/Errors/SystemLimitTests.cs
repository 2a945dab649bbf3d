using System.Globalization;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Cli.Tests.Terminals;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Errors;

/// <summary>What the operating system refuses: memory, open files.</summary>
public sealed class SystemLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int, string> Failures => new()
    {
        { "memory", 9, "there is no memory" },
        { "memory-of-the-system", 9, "there is no memory" },
        { "memory-in-a-type", 9, "there is no memory" },
        { "memory-in-a-thread", 9, "there is no memory" },
        { "files", 3, "Too many open files" },
        { "files-in-a-type", 3, "Too many open files" },
        { "other", 70, "defect of tfkeyed" },
        { "other-in-a-type", 70, "TypeInitializationException" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_the_system_refuses_is_no_defect_however_the_runtime_wraps_it(string name, int code, string message)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("needs the numbers of errors of a Unix");
        using var error = new MemoryStream();
        using var terminal = new Terminal(() => throw Failure(name), () => Stream.Null, () => error, false, false, false);
        Assert.Equal(code, CommandLine.Run(["run", Tfkeyed.Model("fixed_batch"), "--request", "-"], terminal));
        terminal.Error.Flush();
        string text = System.Text.Encoding.UTF8.GetString(error.ToArray());
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Equal(name.StartsWith("files", StringComparison.Ordinal), text.Contains("ulimit -n", StringComparison.Ordinal));
    }

    [Fact]
    public void However_few_files_may_be_open_an_export_that_fails_leaves_nothing_behind()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("needs the shell of Linux");
        // The runtime needs most of these for itself: from too few for the model to be read, to enough for the export.
        Outcome run = ProgramProcess.Shell(
            $"for n in $(seq 50 70); do (ulimit -n $n; tfkeyed export '{Tfkeyed.Model("asset_vocabulary")}' '{_folder["out"]}/a/b' > /dev/null 2>&1); "
            + $"code=$?; echo $n $code $(ls -A '{_folder["out"]}' 2> /dev/null) $(ls -A '{_folder["out"]}/a' 2> /dev/null); rm -rf '{_folder["out"]}'; done");
        string[][] runs = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        Assert.Equal(21, runs.Length);
        foreach (string[] one in runs)
        {
            int code = int.Parse(one[1], CultureInfo.InvariantCulture);
            Assert.NotEqual(70, code);
            if (code is 3 or 8)
                Assert.Equal(2, one.Length);
            else if (code == 0)
                Assert.Equal(["a", "b"], one[2..]);
        }
    }

    private static Exception Failure(string name)
    {
        string[] parts = name.Split("-in-a-");
        Exception cause = parts[0] switch
        {
            "memory" => new InsufficientMemoryException(),
            "memory-of-the-system" => new IOException("Cannot allocate memory", 12),
            "files" => new IOException("Too many open files", 24),
            _ => new InvalidOperationException(),
        };
        return parts.Length == 1 ? cause : parts[1] == "type" ? new TypeInitializationException("T", cause) : new AggregateException(cause);
    }
}
