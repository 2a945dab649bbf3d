using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Native;

/// <summary>
/// The same program with a client of HTTP and gRPC in it, beside this one: compiled ahead of time, that is a third of the program, and verbs that ask no
/// server start quicker without it.
/// </summary>
internal static class NetworkProgram
{
    private const string Switch = "TfKeyed.Network";
    private const string Suffix = "-network";
    private const string Advice = "publish the program as a whole (dotnet publish src/TfKeyedExport.Cli -o FOLDER)";

    /// <summary>Whether this program has it; what is compiled ahead of time for Linux is told so while it is linked.</summary>
    [FeatureSwitchDefinition(Switch)]
    public static bool IsIncluded => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;

    /// <summary>Becomes that program, with the same command line; it comes back by an error only.</summary>
    /// <exception cref="TfKeyedException">The program is not there, or cannot be started.</exception>
    public static int Continue()
    {
        string[] arguments = Environment.GetCommandLineArgs();
        string folder = Path.GetDirectoryName(Environment.ProcessPath) ?? AppContext.BaseDirectory;
        string path = Path.Combine(folder, $"tfkeyed{Suffix}");
        if (!File.Exists(path))
            throw TfKeyedException.HostLacks(
                "the program that asks servers is not there", path, Advice);
        ProgramReplacement.Become(path, [path, .. arguments[1..]]);
        throw TfKeyedException.HostLacks("the program that asks servers could not be started", path);
    }
}
