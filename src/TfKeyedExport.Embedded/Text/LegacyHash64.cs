using System.Buffers.Binary;

namespace TfKeyedExport.Embedded.Text;

/// <summary>The 64-bit hash of TensorFlow's first hash buckets: MurmurHash64A with TensorFlow's seed.</summary>
internal static class LegacyHash64
{
    private const ulong Seed = 0xDECAFCAFFE;
    private const ulong Multiplier = 0xC6A4A7935BD1E995;
    private const int Shift = 47;

    /// <summary>The hash of some bytes.</summary>
    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed ^ ((ulong)bytes.Length * Multiplier);
        while (bytes.Length >= 8)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) * Multiplier;
            word = (word ^ (word >> Shift)) * Multiplier;
            hash = (hash ^ word) * Multiplier;
            bytes = bytes[8..];
        }
        if (!bytes.IsEmpty)
        {
            ulong word = 0;
            for (int i = 0; i < bytes.Length; i++)
                word |= (ulong)bytes[i] << (8 * i);
            hash = (hash ^ word) * Multiplier;
        }
        hash = (hash ^ (hash >> Shift)) * Multiplier;
        return hash ^ (hash >> Shift);
    }
}
