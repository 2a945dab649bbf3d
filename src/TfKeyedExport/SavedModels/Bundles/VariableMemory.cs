using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The memory of variables that were read: arrays of their own, of which the large ones never move.</summary>
/// <remarks>
/// Files are read and not mapped. A mapping shows what the file is, not what it was: a file that becomes shorter ends the process (SIGBUS), one that is
/// written changes numbers that were verified. An array is kept by every span of it, so nobody can read it too late either.
/// </remarks>
internal static class VariableMemory
{
    // Shorter ones cost less to copy than to pin.
    private const int LeastPinned = 16 << 10;

    // Below this, what the machine has does not matter.
    private const long Harmless = 64L << 20;

    /// <summary>Whether the array of a variable of so many bytes stays where it is, so that pointers may lead to it.</summary>
    public static bool IsPinned(long length) => length >= LeastPinned;

    /// <summary>An array; its content is undefined.</summary>
    /// <exception cref="TfKeyedException">There is not so much memory.</exception>
    public static byte[] Allocate(int length, string where)
    {
        if (!IsPinned(length))
            return new byte[length];
        try
        {
            return GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }
        catch (OutOfMemoryException e)
        {
            throw TooMuch(length, where, e);
        }
    }

    /// <summary>Refuses to read more than the machine, or the container, has memory for: the system would end the process in the middle.</summary>
    /// <param name="length">The bytes of everything that is going to be read.</param>
    /// <param name="where">Where it lies.</param>
    /// <exception cref="TfKeyedException">There is not so much memory.</exception>
    public static void Require(Int128 length, string where)
    {
        if (length > Harmless && length > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            throw TooMuch(length, where, null);
    }

    private static TfKeyedException TooMuch(Int128 length, string where, Exception? cause) => TfKeyedException.Limit(
        $"{length >> 20} MiB of variables do not fit into memory", where, "Exporting needs no reading; run the model on a machine with more memory", cause);
}
