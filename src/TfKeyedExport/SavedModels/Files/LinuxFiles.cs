using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>The file calls of Linux that .NET has no name for.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxFiles
{
    public const int CurrentFolder = -100;
    public const uint RenameNoReplace = 1;
    public const uint RenameExchange = 2;
    public const int NoFollow = 0x100;
    public const uint StatType = 1;
    public const int RegularFile = 0x8000;
    private const string Library = "libc";
    private const int MayWriteAndEnter = 3;
    private const nuint Ficlone = 0x40049409;

    /// <summary>Flags to open a file or folder for reading, in this process only.</summary>
    public const int ReadHere = 0x80000;

    /// <summary>Flags to open a file for reading, in this process only, and without waiting for a writer should it be a pipe.</summary>
    public const int ReadWithoutWaiting = 0x80800;

    private const int EmptyPath = 0x1000;

    // O_TMPFILE | O_RDWR | O_CLOEXEC; the first holds O_DIRECTORY, whose number depends on the processor.
    private static int NamelessFlags => 0x480002 | (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000);

    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    /// <summary>Lets one file share the blocks of another.</summary>
    public static bool TryClone(SafeFileHandle source, SafeFileHandle target) => Ioctl(target, Ficlone, source.DangerousGetHandle()) == 0;

    /// <summary>The kind of a file, as in the upper bits of a file mode; 0 if it cannot be told.</summary>
    public static int FileType(string path, bool followLinks)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(CurrentFolder, path, followLinks ? 0 : NoFollow, StatType, buffer) == 0
            ? MemoryMarshal.Read<ushort>(buffer[28..]) & 0xF000
            : 0;
    }

    /// <summary>The kind of an open file.</summary>
    /// <inheritdoc cref="FileType(string, bool)"/>
    public static int FileType(SafeFileHandle file)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(file, "", EmptyPath, StatType, buffer) == 0 ? MemoryMarshal.Read<ushort>(buffer[28..]) & 0xF000 : 0;
    }

    /// <summary>Why a path cannot be looked at; 0 if it can.</summary>
    public static int StatError(string path, bool followLinks)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(CurrentFolder, path, followLinks ? 0 : NoFollow, StatType, buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>The device that a file lies on; 0 if it cannot be told.</summary>
    public static ulong Device(string path)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(CurrentFolder, path, 0, StatType, buffer) == 0 ? MemoryMarshal.Read<ulong>(buffer[136..]) : 0;
    }

    /// <summary>
    /// Makes a file without a name in a folder, which is gone when it is closed; invalid if it cannot be made or the system knows no such files.
    /// </summary>
    public static SafeFileHandle NamelessFile(string folder) => Open(folder, NamelessFlags, 0x180);

    /// <summary>Why this process may not write into a folder; 0 if it may.</summary>
    public static int WriteError(string folder) => Access(folder, MayWriteAndEnter) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "copy_file_range", SetLastError = true)]
    public static partial nint CopyFileRange(SafeFileHandle source, nint sourceOffset, SafeFileHandle target, nint targetOffset, nuint length, uint flags);

    [LibraryImport(Library, EntryPoint = "sendfile", SetLastError = true)]
    public static partial nint SendFile(SafeFileHandle target, SafeFileHandle source, nint offset, nuint length);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> buffer);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, Span<byte> buffer);
}
