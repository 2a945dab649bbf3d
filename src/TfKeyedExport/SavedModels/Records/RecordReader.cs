using System.Buffers.Binary;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.SavedModels.Records;

/// <summary>Reads TensorFlow's record files, uncompressed, one record at a time: length, its checksum, the bytes, their checksum.</summary>
/// <param name="stream">The file.</param>
/// <param name="maxRecord">The most bytes that a record may have.</param>
/// <param name="where">The file's name, for errors.</param>
internal sealed class RecordReader(Stream stream, int maxRecord, string where)
{
    private const int HeaderLength = 12;
    private const int FooterLength = 4;

    private byte[] _buffer = new byte[1024];
    private long _count;

    /// <summary>The next record, valid until the one after it is read; false at the end.</summary>
    /// <exception cref="TfKeyedException">The file is damaged or cut off, or the record is too large.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> record)
    {
        record = default;
        Span<byte> header = stackalloc byte[HeaderLength];
        int got = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (got == 0)
            return false;
        if (got < HeaderLength)
            throw Damaged("is cut off");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (Crc32C.Unmask(BinaryPrimitives.ReadUInt32LittleEndian(header[8..])) != Crc32C.Compute(header[..8]))
            throw Damaged("has a length whose checksum is wrong");
        if (length > (ulong)maxRecord)
            throw Damaged($"has {length:N0} bytes, more than the {maxRecord:N0} that are read");
        if (length + FooterLength > (ulong)(stream.Length - stream.Position))
            throw Damaged("is cut off");
        int size = (int)length;
        if (_buffer.Length < size + FooterLength)
            _buffer = new byte[Math.Max(size + FooterLength, Math.Min(_buffer.Length * 2, maxRecord + FooterLength))];
        stream.ReadExactly(_buffer.AsSpan(0, size + FooterLength));
        if (Crc32C.Unmask(BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(size))) != Crc32C.Compute(_buffer.AsSpan(0, size)))
            throw Damaged("has a wrong checksum");
        _count++;
        record = _buffer.AsMemory(0, size);
        return true;
    }

    private TfKeyedException Damaged(string what) => TfKeyedException.Unreadable($"record {_count} {what}", where, ModelErrors.CopyAgain);
}
