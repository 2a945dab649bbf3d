using System.Buffers.Binary;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>String tensors as checkpoints store them: all lengths as varints, a checksum of the lengths, all bytes.</summary>
internal static class BundleStrings
{
    /// <summary>Whether both checksums of a string tensor fit its bytes, which need not be in memory at once.</summary>
    /// <returns>Null if the bytes were stopped.</returns>
    public static bool? Fits(BundleEntry entry, IEntryBytes bytes)
    {
        long count = BundleEntry.CountBytes(entry.Shape, DataType.Uint8);
        if (count < 0 || count > entry.Size)
            return false;
        ReadOnlySpan<byte> piece = default;
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        uint crc = 0;
        Int128 total = 0;
        for (long i = 0; i < count; i++)
        {
            ulong length = 0;
            for (int shift = 0; ; shift += 7)
            {
                if (piece.IsEmpty && (piece = bytes.Next()).IsEmpty)
                    return bytes.WasStopped ? null : false;
                byte part = piece[0];
                piece = piece[1..];
                if (shift > 63)
                    return false;
                length |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }
            total += length;
            BinaryPrimitives.WriteUInt64LittleEndian(number, length);
            crc = Crc32C.Append(crc, number[..(length <= uint.MaxValue ? sizeof(uint) : sizeof(ulong))]);
        }
        if (bytes.Left + piece.Length != total + sizeof(uint))
            return false;
        Span<byte> stored = number[..sizeof(uint)];
        for (int i = 0; i < stored.Length; i++)
        {
            if (piece.IsEmpty && (piece = bytes.Next()).IsEmpty)
                return bytes.WasStopped ? null : false;
            stored[i] = piece[0];
            piece = piece[1..];
        }
        if (BinaryPrimitives.ReadUInt32LittleEndian(stored) != Crc32C.Mask(crc))
            return false;
        crc = Crc32C.Append(crc, stored);
        while (true)
        {
            crc = Crc32C.Append(crc, piece);
            if (bytes.Left == 0)
                return Crc32C.Mask(crc) == entry.MaskedCrc;
            if ((piece = bytes.Next()).IsEmpty)
                return bytes.WasStopped ? null : false;
        }
    }

    /// <summary>Reads a string tensor and checks both checksums.</summary>
    /// <remarks>The checksums cover the lengths as 32-bit numbers (64-bit ones if they are larger), not as the varints that are stored.</remarks>
    /// <exception cref="TfKeyedException">It is damaged.</exception>
    public static Tensor Read(BundleEntry entry, ReadOnlySpan<byte> content, string where)
    {
        long count = BundleEntry.CountBytes(entry.Shape, DataType.Uint8);
        if (count < 0 || count > content.Length)
            throw TableReader.Damaged($"{entry.Size:N0} bytes do not hold string {entry.Shape}", where);
        int[] ends = new int[count];
        uint crc = 0;
        ulong total = 0;
        Span<byte> fixedLength = stackalloc byte[sizeof(uint)];
        for (int i = 0; i < ends.Length; i++)
        {
            // Content is at most 2 GiB, so a length beyond 32 bits is never right.
            if (!ProtoScanner.TryReadVarint(ref content, out ulong length) || length > (ulong)content.Length || (total += length) > (ulong)content.Length)
                throw TableReader.Damaged("the lengths of strings are damaged", where);
            BinaryPrimitives.WriteUInt32LittleEndian(fixedLength, (uint)length);
            crc = Crc32C.Append(crc, fixedLength);
            ends[i] = (int)total;
        }
        if ((ulong)content.Length != total + sizeof(uint))
            throw TableReader.Damaged("the lengths of strings do not fit their bytes", where);
        if (BinaryPrimitives.ReadUInt32LittleEndian(content) != Crc32C.Mask(crc) || Crc32C.Mask(Crc32C.Append(crc, content)) != entry.MaskedCrc)
            throw TableReader.Damaged("the checksum does not fit the content", where);
        return Tensor.FromStrings(entry.Shape, new StringValues(content[sizeof(uint)..].ToArray(), ends));
    }
}
