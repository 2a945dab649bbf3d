using System.Runtime.InteropServices;
using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>Keeps TensorFlow from writing to standard error: what matters comes back with each call's status.</summary>
internal static unsafe class QuietLog
{
    /// <summary>Only what ends the process is worth a line.</summary>
    private const int Fatal = 3;

    private const string FrameworkFile = "libtensorflow_framework.so.2";

    private const string LevelVariable = "TF_CPP_MIN_LOG_LEVEL";

    /// <summary>The logging library's function behind its version-dependent C++ name.</summary>
    private static ReadOnlySpan<byte> SetMinimumLevel => "14SetMinLogLevelENS0_18LogSeverityAtLeastE"u8;

    /// <summary>Whether the user's environment says how much is logged.</summary>
    private static bool UserDecides => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LevelVariable));

    /// <summary>Loads the library quietly.</summary>
    /// <param name="path">The library's file, or a name that the system's loader knows.</param>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    /// <exception cref="BadImageFormatException">It is not a library for this processor.</exception>
    public static nint Load(string path)
    {
        if (UserDecides)
            return NativeLibrary.Load(path);
        NativeMethods.SetNativeEnvironment(LevelVariable, "3");
        nint library;
        using (StartUpLines.Hold())
            library = NativeLibrary.Load(path);
        if (OperatingSystem.IsLinux() && Path.IsPathRooted(path))
            Quiet(library, File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        return library;
    }

    /// <summary>Newer versions log some lines through a logging library that does not read the environment; it has a function instead.</summary>
    private static void Quiet(nint library, string path)
    {
        string framework = Path.Combine(Path.GetDirectoryName(path)!, FrameworkFile);
        if (File.Exists(framework) && NameIn(framework) is { } name && NativeLibrary.TryGetExport(library, name, out nint function))
            ((delegate* unmanaged[Cdecl]<int, void>)function)(Fatal);
    }

    private static string? NameIn(string file)
    {
        try
        {
            using ElfFile elf = ElfFile.Open(file);
            return elf.FindName(SetMinimumLevel);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // A noisier start is no reason to fail.
            return null;
        }
    }
}
