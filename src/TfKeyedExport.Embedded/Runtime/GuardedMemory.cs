using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>
/// Memory for looking for faults: a page that nobody may touch follows each buffer, its content is a pattern, and it is unmapped
/// as soon as it is given back. On with the switch <c>TfKeyedExport.GuardedMemory</c>, which the fuzzer sets; on Linux only.
/// </summary>
internal static unsafe partial class GuardedMemory
{
    private const int Page = 4096;

    // An element of the largest type.
    private const int Alignment = 16;

    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    /// <summary>Whether pools take their memory from here.</summary>
    public static bool IsOn => OperatingSystem.IsLinux() && AppContext.TryGetSwitch("TfKeyedExport.GuardedMemory", out bool isOn) && isOn;

    /// <summary>What lies in memory that nobody wrote yet.</summary>
    public static byte Fill { get; set; } = 0xA5;

    /// <summary>Memory whose last bytes are followed by the guard.</summary>
    public static byte* Allocate(long bytes)
    {
        long room = Room(bytes);
        nint start = Map(0, (nuint)(room + Page), ReadWrite, PrivateAnonymous, -1, 0);
        if (start == -1)
            throw TfKeyedException.Limit("the system has no more memory for guarded buffers");
        new Span<byte>((void*)start, (int)Math.Min(room, 1 << 20)).Fill(Fill);
        _ = Protect(start + (nint)room, Page, 0);
        return (byte*)start + (room - Used(bytes));
    }

    /// <summary>Gives it back; whoever reads it afterwards ends the process.</summary>
    public static void Free(byte* pointer, long bytes)
    {
        nint start = (nint)pointer - (nint)(Room(bytes) - Used(bytes));
        _ = Unmap(start, (nuint)(Room(bytes) + Page));
    }

    private static long Used(long bytes) => (bytes + Alignment - 1) & -Alignment;

    private static long Room(long bytes) => (Used(bytes) + Page - 1) & -Page;

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
