using System.Buffers.Binary;
using Google.Protobuf;
using Snappier;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Tests.SavedModels.Bundles;

/// <summary>Writes index tables, sound ones and unsound ones, with checksums that are always right.</summary>
internal sealed class TableWriter
{
    private readonly MemoryStream _file = new();
    private readonly List<(byte[] LastKey, byte[] Handle)> _blocks = [];

    /// <summary>Compresses every block.</summary>
    public bool Compress { get; init; }

    /// <summary>Changes a block's content before it is checksummed.</summary>
    public Func<byte[], byte[]> Change { get; init; } = b => b;

    /// <summary>Every so many entries a key is written in full.</summary>
    public int RestartInterval { get; init; } = 4;

    /// <summary>How many entries a block has.</summary>
    public int EntriesPerBlock { get; init; } = 3;

    /// <summary>A table with these entries, in the order given.</summary>
    public byte[] Write(IReadOnlyList<(byte[] Key, byte[] Value)> entries)
    {
        foreach ((byte[] Key, byte[] Value)[] chunk in entries.Chunk(EntriesPerBlock))
            _blocks.Add((chunk[^1].Key, WriteBlock(Content(chunk))));
        byte[] meta = WriteBlock(Content([]));
        byte[] index = WriteBlock(Content([.. _blocks.Select(b => (b.LastKey, b.Handle))]));
        byte[] footer = new byte[48];
        meta.CopyTo(footer, 0);
        index.CopyTo(footer, meta.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(40), 0xDB4775248B80FB57);
        _file.Write(footer);
        return _file.ToArray();
    }

    private byte[] Content(IReadOnlyList<(byte[] Key, byte[] Value)> entries)
    {
        var block = new MemoryStream();
        var restarts = new List<int>();
        byte[] previous = [];
        for (int i = 0; i < entries.Count; i++)
        {
            int shared = i % RestartInterval == 0 ? 0 : previous.AsSpan().CommonPrefixLength(entries[i].Key);
            if (i % RestartInterval == 0)
                restarts.Add((int)block.Length);
            Varint(block, (ulong)shared);
            Varint(block, (ulong)(entries[i].Key.Length - shared));
            Varint(block, (ulong)entries[i].Value.Length);
            block.Write(entries[i].Key.AsSpan(shared));
            block.Write(entries[i].Value);
            previous = entries[i].Key;
        }
        foreach (int restart in restarts.Append(restarts.Count))
            block.Write(BitConverter.GetBytes(restart));
        return block.ToArray();
    }

    private byte[] WriteBlock(byte[] content)
    {
        content = Change(content);
        if (Compress)
            content = Snappy.CompressToArray(content);
        var handle = new MemoryStream();
        Varint(handle, (ulong)_file.Length);
        Varint(handle, (ulong)content.Length);
        _file.Write(content);
        byte[] type = [(byte)(Compress ? 1 : 0)];
        _file.Write(type);
        _file.Write(BitConverter.GetBytes(Crc32C.Mask(Crc32C.Append(Crc32C.Compute(content), type))));
        return handle.ToArray();
    }

    private static void Varint(Stream stream, ulong value)
    {
        var output = new CodedOutputStream(stream, leaveOpen: true);
        output.WriteUInt64(value);
        output.Flush();
    }
}
