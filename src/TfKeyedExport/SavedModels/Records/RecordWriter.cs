using System.Buffers.Binary;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.SavedModels.Records;

/// <summary>Writes TensorFlow's record files; see <see cref="RecordReader"/>.</summary>
internal static class RecordWriter
{
    /// <summary>Appends a record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Mask(Crc32C.Compute(header[..8])));
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Crc32C.Mask(Crc32C.Compute(record)));
        stream.Write(header);
        stream.Write(record);
        stream.Write(footer);
    }
}
