using System.Runtime.InteropServices;

namespace TfKeyedExport.Cli.Native;

/// <summary>Replaces this process's program by another, with the same arguments, environment and open files.</summary>
internal static unsafe partial class ProgramReplacement
{
    /// <summary>Becomes another program; comes back only if the system refuses.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments, the program's own name first.</param>
    /// <param name="variable">An environment variable to add.</param>
    /// <param name="value">Its value.</param>
    public static void Become(string path, string[] arguments, string variable, string value)
    {
        if (SetEnvironment(variable, value, 1) == 0)
            Become(path, arguments);
    }

    /// <summary>Becomes another program; comes back only if the system refuses.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments, the program's own name first.</param>
    public static void Become(string path, string[] arguments)
    {
        // Nothing is freed: either the process's memory goes with the program, or the process goes on and these bytes are few.
        byte** argv = (byte**)NativeMemory.AllocZeroed((nuint)(arguments.Length + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < arguments.Length; i++)
            argv[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
        _ = Execute(path, argv);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, byte** arguments);
}
