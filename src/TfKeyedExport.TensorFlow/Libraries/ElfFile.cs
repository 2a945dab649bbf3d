using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>What can be told of a shared library of Linux without loading it: its processor, and the functions that it has.</summary>
/// <remarks>Every number in the file is checked against the file's length; only the pages that are asked for are read.</remarks>
internal sealed class ElfFile : IDisposable
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicSegment = 2;
    private const int LoadSegment = 1;
    private const int MaxProgramHeaders = 256;
    private const int MaxStringTable = 64 << 20;

    private readonly FileStream _file;
    private readonly List<Segment> _segments = [];
    private readonly Dictionary<long, ulong> _dynamic = [];

    private ElfFile(FileStream file) => _file = file;

    /// <summary>The processor for which it was built; null for one that .NET does not run on.</summary>
    public Architecture? Processor { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is not a 64-bit, little-endian shared library; the message says what it is.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ElfFile Open(string path)
    {
        var elf = new ElfFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1));
        try
        {
            elf.ReadHeaders();
            return elf;
        }
        catch
        {
            elf.Dispose();
            throw;
        }
    }

    /// <summary>Whether the library itself defines a function; null if its names stand in the old form of table, which is not read here.</summary>
    /// <exception cref="InvalidDataException">It has no table of names, without which nothing can be loaded.</exception>
    public bool? Defines(string symbol)
    {
        const long SymbolTable = 6, StringTable = 5, GnuHash = 0x6ffffef5, OldHash = 4;
        if (!_dynamic.TryGetValue(SymbolTable, out ulong symbols) || !_dynamic.TryGetValue(StringTable, out ulong strings))
            throw new InvalidDataException("a damaged library: it has no table of names");
        if (!_dynamic.TryGetValue(GnuHash, out ulong table))
            return _dynamic.ContainsKey(OldHash) ? null : throw new InvalidDataException("a damaged library: it has no table of names");
        byte[] name = Encoding.UTF8.GetBytes(symbol + "\0");
        uint hash = 5381;
        foreach (byte letter in name.AsSpan(0, name.Length - 1))
            hash = unchecked((hash * 33) + letter);

        ReadOnlySpan<byte> header = Read(table, 16);
        uint buckets = BinaryPrimitives.ReadUInt32LittleEndian(header);
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        uint bloomWords = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (buckets == 0)
            return false;
        ulong bucketTable = table + 16 + (8UL * bloomWords);
        uint index = BinaryPrimitives.ReadUInt32LittleEndian(Read(bucketTable + (4UL * (hash % buckets)), 4));
        if (index < first)
            return false;
        ulong chain = bucketTable + (4UL * buckets);
        for (; ; index++)
        {
            uint entry = BinaryPrimitives.ReadUInt32LittleEndian(Read(chain + (4UL * (index - first)), 4));
            if ((entry | 1) == (hash | 1))
            {
                uint offset = BinaryPrimitives.ReadUInt32LittleEndian(Read(symbols + (24UL * index), 4));
                if (Read(strings + offset, name.Length).SequenceEqual(name))
                    return true;
            }
            if ((entry & 1) != 0)
                return false;
        }
    }

    /// <summary>The first name of the library's symbols, defined or not, that ends with some text; null if there is none.</summary>
    public string? FindName(ReadOnlySpan<byte> ending)
    {
        const long StringTable = 5, StringTableSize = 10;
        if (!_dynamic.TryGetValue(StringTable, out ulong address) || !_dynamic.TryGetValue(StringTableSize, out ulong size)
            || size > MaxStringTable)
            return null;
        ReadOnlySpan<byte> names = Read(address, (int)size);
        int found = names.IndexOf((ReadOnlySpan<byte>)[.. ending, 0]);
        if (found < 0)
            return null;
        int start = names[..found].LastIndexOf((byte)0) + 1;
        return Encoding.UTF8.GetString(names[start..(found + ending.Length)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadHeaders()
    {
        byte[] header = ReadAt(0, HeaderSize);
        if (!header.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw new InvalidDataException(header.AsSpan().StartsWith("version https://git-lfs"u8)
                ? "a placeholder of Git LFS, not the file itself"
                : "not a shared library (no ELF header)");
        if (header[4] != 2 || header[5] != 1)
            throw new InvalidDataException("a library for a 32-bit or big-endian processor");
        if (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(16)) != 3)
            throw new InvalidDataException("a program or object file, not a shared library");
        Processor = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18)) switch
        {
            62 => Architecture.X64,
            183 => Architecture.Arm64,
            243 => Architecture.RiscV64,
            258 => Architecture.LoongArch64,
            _ => null,
        };
        ulong start = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(32));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        if (count > MaxProgramHeaders)
            throw new InvalidDataException($"a damaged library: {count} program headers");
        (ulong Offset, ulong Size) dynamic = default;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = ReadAt(start + (ulong)(i * ProgramHeaderSize), ProgramHeaderSize);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            ulong address = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]);
            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
            if (type == LoadSegment)
                _segments.Add(new Segment(address, offset, size));
            else if (type == DynamicSegment)
                dynamic = (offset, size);
        }
        ReadDynamic(dynamic.Offset, Math.Min(dynamic.Size, 1 << 16));
    }

    private void ReadDynamic(ulong offset, ulong size)
    {
        byte[] entries = ReadAt(offset, (int)size);
        for (int i = 0; i + 16 <= entries.Length; i += 16)
        {
            long tag = BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(i));
            if (tag == 0)
                break;
            _dynamic.TryAdd(tag, BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(i + 8)));
        }
    }

    /// <summary>Reads at an address of the loaded library.</summary>
    private byte[] Read(ulong address, int length)
    {
        foreach (Segment segment in _segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
                return ReadAt(segment.Offset + (address - segment.Address), length);
        }
        throw new InvalidDataException($"a damaged library: nothing lies at address {address:x}");
    }

    private byte[] ReadAt(ulong offset, int length)
    {
        if (offset > (ulong)_file.Length || (ulong)length > (ulong)_file.Length - offset)
            throw new InvalidDataException("a damaged or truncated library");
        byte[] bytes = new byte[length];
        RandomAccess.Read(_file.SafeFileHandle, bytes, (long)offset);
        return bytes;
    }

    private readonly record struct Segment(ulong Address, ulong Offset, ulong Size);
}
