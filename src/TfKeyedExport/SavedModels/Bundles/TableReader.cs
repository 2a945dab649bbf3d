using System.Buffers.Binary;
using Snappier;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>Reads a sorted table of keys and values: data blocks, an index block over them, and a footer that finds the index.</summary>
internal static class TableReader
{
    private const int FooterLength = 48;
    private const int TrailerLength = 5;
    private const ulong Magic = 0xDB4775248B80FB57;
    private const byte Uncompressed = 0;
    private const byte SnappyCompressed = 1;

    // A compressed block cannot grow more than this: its shortest element, three bytes, stands for 64.
    private const int MaxGrowth = 32;

    // Real tables repeat a few dozen bytes of the previous key; beyond this a table is made to fill memory.
    private const int MaxKeyGrowth = 64;

    /// <summary>Reads all entries of a table.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="where">Its name, for errors.</param>
    /// <returns>Keys and values in the table's order, which is strictly increasing by bytes.</returns>
    /// <exception cref="TfKeyedException">The table is damaged.</exception>
    public static List<TableEntry> ReadAll(byte[] file, string where)
    {
        ReadOnlySpan<byte> content = file;
        if (content.Length < FooterLength)
            throw Damaged(content.IsEmpty ? "the file is empty" : "the file is too short for its footer", where);
        ReadOnlySpan<byte> footer = content[^FooterLength..];
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[^sizeof(ulong)..]) != Magic)
            throw Damaged("the file does not end as an index of variables does: it is cut off or something else", where);
        int blocksEnd = content.Length - FooterLength;
        if (!BlockHandle.TryRead(ref footer, out _) || !BlockHandle.TryRead(ref footer, out BlockHandle index))
            throw Damaged("the footer is damaged", where);

        var blocks = new List<TableEntry>();
        TableBlock.Read(Block(file, index, blocksEnd, where), long.MaxValue, blocks, where);
        var entries = new List<TableEntry>();
        long keyBudget = (long)MaxKeyGrowth * content.Length;
        foreach (TableEntry block in blocks)
        {
            ReadOnlySpan<byte> value = block.Value.Span;
            if (!BlockHandle.TryRead(ref value, out BlockHandle handle))
                throw Damaged("a block's position is damaged", where);
            int before = entries.Count;
            keyBudget = TableBlock.Read(Block(file, handle, blocksEnd, where), keyBudget, entries, where);
            // Every block adds keys, so no block can be read twice: otherwise a small file could cost hours.
            if (entries.Count == before)
                throw Damaged("a block of the index is empty", where);
        }
        return entries;
    }

    internal static TfKeyedException Damaged(string what, string where) => TfKeyedException.Unreadable(what, where, ModelErrors.CopyAgain);

    private static ReadOnlyMemory<byte> Block(byte[] file, BlockHandle handle, int end, string where)
    {
        if (handle.Offset > (ulong)end || handle.Length > (ulong)end - handle.Offset || (ulong)end - handle.Offset - handle.Length < TrailerLength)
            throw Damaged("a block lies outside the file", where);
        ReadOnlyMemory<byte> block = file.AsMemory((int)handle.Offset, (int)handle.Length);
        ReadOnlySpan<byte> trailer = file.AsSpan((int)handle.Offset + block.Length, TrailerLength);
        uint expected = Crc32C.Unmask(BinaryPrimitives.ReadUInt32LittleEndian(trailer[1..]));
        if (Crc32C.Append(Crc32C.Compute(block.Span), trailer[..1]) != expected)
            throw Damaged("a block's checksum does not fit its content", where);
        return trailer[0] switch
        {
            Uncompressed => block,
            SnappyCompressed => Decompress(block.Span, where),
            _ => throw Damaged($"a block is compressed in an unknown way ({trailer[0]})", where),
        };
    }

    private static byte[] Decompress(ReadOnlySpan<byte> block, string where)
    {
        try
        {
            int length = Snappy.GetUncompressedLength(block);
            if (length < 0 || length > (long)MaxGrowth * block.Length)
                throw Damaged($"a compressed block of {block.Length} bytes claims to hold {length}", where);
            byte[] content = new byte[length];
            if (Snappy.Decompress(block, content) != length)
                throw Damaged("a compressed block is damaged", where);
            return content;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw TfKeyedException.Unreadable("a compressed block is damaged", where, ModelErrors.CopyAgain, e);
        }
    }
}
