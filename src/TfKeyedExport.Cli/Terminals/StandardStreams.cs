using System.Runtime.InteropServices;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>The process's standard streams, of which any may have been closed by whoever started it.</summary>
internal static partial class StandardStreams
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;
    private const int ReadWrite = 2;
    private const int BrokenPipe = 13;
    private const nint Ignore = 1;

    /// <summary>
    /// Finds out which streams are closed and keeps their numbers from being given to the next file that is opened: a library that prints a line to standard
    /// error would otherwise write it into a model. A pipe whose reader has gone becomes an error instead of the process's end.
    /// </summary>
    /// <returns>Whether standard input, output and error are open.</returns>
    public static (bool Input, bool Output, bool Error) Prepare()
    {
        if (OperatingSystem.IsWindows())
            return (true, true, true);
        _ = Signal(BrokenPipe, Ignore);
        return (IsOpen(0), IsOpen(1), IsOpen(2));
    }

    /// <summary>A stream for writing to standard output (1) or error (2).</summary>
    public static Stream Open(int number) =>
        OperatingSystem.IsWindows() ? number == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError() : new DescriptorStream(number);

    private static bool IsOpen(int number)
    {
        int flags = Control(number, GetDescriptorFlags);
        // What was inherited is never closed by exec; what has this number and is, the runtime has opened since.
        if (flags >= 0)
            return (flags & CloseOnExec) == 0;
        _ = Open("/dev/null", ReadWrite);
        return false;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
