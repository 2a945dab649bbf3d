using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Documents;

/// <summary>The commands of docs/guide.md, in their order, with the programs as they are built: the server stays, the others have to succeed.</summary>
public sealed partial class GuideTests : IDisposable
{
    private const int MostSeconds = 300;

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _servers = [];

    private static string Server { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "TfKeyedExport.Server", new DirectoryInfo(AppContext.BaseDirectory).Name, "tfkeyed-server"));

    public void Dispose()
    {
        foreach (Process server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }
        _folder.Dispose();
    }

    [Fact]
    public void Every_command_of_the_guide_succeeds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the commands are those of a Unix shell");
        Assert.SkipWhen(ProgramOnPath("curl") is null, "curl is not installed");
        (int grpc, int rest) = (FreePort(), FreePort());
        string folder = Path.GetDirectoryName(_folder["server.log"])!;
        foreach (string command in Commands())
        {
            string line = command
                .Replace("8501", rest.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("8500", grpc.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("artifacts/guide", folder, StringComparison.Ordinal)
                .Replace($"$PWD/{folder}", folder, StringComparison.Ordinal);
            if (command.StartsWith("tfkeyed serve", StringComparison.Ordinal))
            {
                _servers.Add(Start($"exec {line} > '{_folder["server.log"]}'"));
                continue;
            }
            using Process process = Start(line);
            AssertSuccess(process, command);
        }
        Assert.Single(_servers);
        Assert.True(File.Exists(_folder["repository/babyweight/2/saved_model.pb"]));
        Assert.Contains("\"2\"", File.ReadAllText(_folder["version2.json"]), StringComparison.Ordinal);
    }

    private static string[] Commands()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide.md"));
        string[] commands = [.. Block().Matches(page).SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.True(commands.Length > 10, "the page has lost its commands");
        return commands;
    }

    private static Process Start(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec 2>&1; {line}"]) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["TFKEYED_SERVER"] = Server;
        return Process.Start(start)!;
    }

    private static void AssertSuccess(Process process, string command)
    {
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(MostSeconds)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command} goes on after {MostSeconds} s");
        }
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}: {said.Result}");
    }

    private static string? ProgramOnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [GeneratedRegex("^```sh\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
