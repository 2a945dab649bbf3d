using System.Buffers.Binary;
using System.Text;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>Reads the entries of a table's block: each key is what it shares with the one before, and the rest.</summary>
internal static class TableBlock
{
    /// <summary>Appends a block's entries to a list.</summary>
    /// <param name="block">The block, decompressed.</param>
    /// <param name="keyBudget">How many bytes of keys may still be made.</param>
    /// <param name="entries">The entries of the blocks before; keys must go on increasing.</param>
    /// <param name="where">The file's name, for errors.</param>
    /// <returns>What is left of the budget.</returns>
    public static long Read(ReadOnlyMemory<byte> block, long keyBudget, List<TableEntry> entries, string where)
    {
        ReadOnlySpan<byte> content = block.Span;
        if (content.Length < sizeof(uint))
            throw TableReader.Damaged("a block is too short", where);
        uint restarts = BinaryPrimitives.ReadUInt32LittleEndian(content[^sizeof(uint)..]);
        if (restarts > (uint)(content.Length - sizeof(uint)) / sizeof(uint))
            throw TableReader.Damaged("a block has more restarts than bytes", where);
        content = content[..^(int)((restarts + 1) * sizeof(uint))];

        int length = content.Length;
        byte[] key = [];
        int keyLength = 0;
        string? previous = entries.Count > 0 ? entries[^1].Key : null;
        while (!content.IsEmpty)
        {
            if (!ProtoScanner.TryReadVarint(ref content, out ulong shared)
                || !ProtoScanner.TryReadVarint(ref content, out ulong rest)
                || !ProtoScanner.TryReadVarint(ref content, out ulong valueLength)
                || shared > (ulong)keyLength || rest > (ulong)content.Length || valueLength > (ulong)content.Length - rest)
                throw TableReader.Damaged("an entry of the index is damaged", where);
            keyLength = (int)(shared + rest);
            if (keyLength > key.Length)
                Array.Resize(ref key, Math.Max(keyLength, 2 * key.Length));
            content[..(int)rest].CopyTo(key.AsSpan((int)shared));
            content = content[(int)rest..];
            keyBudget -= keyLength;
            if (keyBudget < 0)
                throw TableReader.Damaged("the keys would fill far more memory than the file", where);

            string name = Encoding.Latin1.GetString(key, 0, keyLength);
            if (previous is not null && string.CompareOrdinal(previous, name) >= 0)
                throw TableReader.Damaged($"keys are not in order or appear twice: '{name}' after '{previous}'", where);
            previous = name;
            entries.Add(new TableEntry(name, block.Slice(length - content.Length, (int)valueLength)));
            content = content[(int)valueLength..];
        }
        return keyBudget;
    }
}
