using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Reads one tensor's bytes out of a data file that may still grow.</summary>
/// <param name="verification">Knows how far the file is.</param>
/// <param name="entry">The tensor.</param>
/// <param name="buffer">Memory to read into.</param>
internal sealed class ShardReader(ShardVerification verification, BundleEntry entry, byte[] buffer) : IEntryBytes
{
    private long _position;

    /// <inheritdoc/>
    public long Left => entry.Size - _position;

    /// <inheritdoc/>
    public bool WasStopped { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Next()
    {
        int wanted = (int)Math.Min(buffer.Length, Left);
        if (!verification.Await(entry.Shard, entry.Offset + _position + wanted))
        {
            WasStopped = true;
            return default;
        }
        int count = RandomAccess.Read(verification.Open(entry.Shard), buffer.AsSpan(0, wanted), entry.Offset + _position);
        _position += count;
        return buffer.AsSpan(0, count);
    }
}
