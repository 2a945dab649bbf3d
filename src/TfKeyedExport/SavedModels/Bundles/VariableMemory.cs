using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The memory of variables that were read.</summary>
/// <remarks>
/// Files are read and not mapped. A mapping shows what the file is, not what it was: a file that becomes shorter ends the process (SIGBUS), one that is
/// written changes numbers that were verified.
/// </remarks>
internal static class VariableMemory
{
    // Below this, what the machine has does not matter.
    private const long Harmless = 64L << 20;

    /// <summary>Room for a variable; its content is undefined.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="allocate">Gives the memory; null for an array.</param>
    /// <param name="where">Where the variable lies.</param>
    /// <exception cref="TfKeyedException">There is not so much memory.</exception>
    public static Memory<byte> Allocate(int length, Func<int, Memory<byte>>? allocate, string where)
    {
        try
        {
            return allocate is null ? GC.AllocateUninitializedArray<byte>(length) : allocate(length);
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

    private static TfKeyedException TooMuch(Int128 length, string where, Exception? cause) => new(
        ErrorKind.Limit, $"{length >> 20} MiB of variables do not fit into memory", where,
        "Exporting needs no reading; run the model on a machine with more memory", cause)
    { Side = ErrorSide.Host };
}
