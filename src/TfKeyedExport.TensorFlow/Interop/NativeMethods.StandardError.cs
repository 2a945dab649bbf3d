using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>The process's standard error as native code sees it (unistd.h, sys/mman.h).</content>
internal static partial class NativeMethods
{
    internal const int StandardError = 2;

    [LibraryImport("libc", EntryPoint = "dup")]
    internal static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    internal static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    /// <summary>A file in memory that has no name in the file system.</summary>
    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "pread")]
    internal static partial nint ReadAt(int descriptor, Span<byte> buffer, nuint length, long offset);

    [LibraryImport("libc", EntryPoint = "write")]
    internal static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint length);
}
