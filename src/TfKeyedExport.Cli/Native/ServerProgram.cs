using System.Diagnostics;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Native;

/// <summary>The program with the web server, which lies beside this one: so this one stays small and starts in two milliseconds.</summary>
internal static class ServerProgram
{
    private const string Name = "tfkeyed-server";

    /// <summary>The verb that leads to it.</summary>
    public const string Verb = "serve";

    /// <summary>The variable that names the program where it lies elsewhere.</summary>
    public const string Variable = "TFKEYED_SERVER";

    /// <summary>Whether a command line is the server's from its first word on: then nothing of it is read here.</summary>
    public static bool IsMeant(IReadOnlyList<string> args) => args.Count > 0 && args[0] == Verb;

    /// <summary>Becomes the server.</summary>
    /// <param name="args">The command line behind the verb.</param>
    /// <returns>The exit code, on systems where a process cannot become another program.</returns>
    /// <exception cref="TfKeyedException">The program is not there, or cannot be started.</exception>
    public static int Continue(IReadOnlyList<string> args)
    {
        string path = Find();
        if (!OperatingSystem.IsWindows())
            ProgramReplacement.Become(path, [path, .. args]);
        using Process process = Process.Start(new ProcessStartInfo(path, args)) ?? throw NotStarted(path);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? Path.GetFullPath(named) : throw Missing(named);
        string folder = Path.GetDirectoryName(Environment.ProcessPath) ?? AppContext.BaseDirectory;
        string path = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        if (!File.Exists(path))
            throw Missing(path);
        string wide = $"{path}-{WideProgram.InstructionSet}";
        return File.Exists(wide) && OperatingSystem.IsLinux() && ProcessorFlags.OfFirstProcessor().HasX64V4 ? wide : path;
    }

    private static TfKeyedException Missing(string path) => TfKeyedException.HostLacks(
        "the server's program is not there", path, $"publish it beside this one (dotnet publish src/TfKeyedExport.Server -o FOLDER), or set {Variable}");

    private static TfKeyedException NotStarted(string path) => TfKeyedException.HostLacks("the server's program could not be started", path);
}
