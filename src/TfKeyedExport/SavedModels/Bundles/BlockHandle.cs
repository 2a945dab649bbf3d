using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>Where a block of a table stands in its file.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its length without the trailer.</param>
internal readonly record struct BlockHandle(ulong Offset, ulong Length)
{
    /// <summary>Takes a handle off the front.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> source, out BlockHandle handle)
    {
        handle = default;
        if (!ProtoScanner.TryReadVarint(ref source, out ulong offset) || !ProtoScanner.TryReadVarint(ref source, out ulong length))
            return false;
        handle = new BlockHandle(offset, length);
        return true;
    }
}
