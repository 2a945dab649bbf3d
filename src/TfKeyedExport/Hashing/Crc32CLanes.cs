using System.Numerics;
using System.Runtime.InteropServices;

namespace TfKeyedExport.Hashing;

/// <summary>CRC-32C of long inputs: three neighbouring stretches at once, joined by shifting a checksum over the length of a stretch.</summary>
internal static class Crc32CLanes
{
    private const int LaneLength = 4096;

    /// <summary>The shortest input that is worth it.</summary>
    public const int BlockLength = 3 * LaneLength;

    // Shift[k][b]: the checksum register after byte b at position k of the register has been followed by LaneLength zero bytes.
    private static readonly uint[][] Shift = MakeShift();

    /// <summary>Takes as many whole blocks off the front as there are; works on the register, not on the inverted checksum.</summary>
    public static uint Append(uint register, ref ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= BlockLength)
        {
            ReadOnlySpan<ulong> first = MemoryMarshal.Cast<byte, ulong>(bytes[..LaneLength]);
            ReadOnlySpan<ulong> second = MemoryMarshal.Cast<byte, ulong>(bytes.Slice(LaneLength, LaneLength));
            ReadOnlySpan<ulong> third = MemoryMarshal.Cast<byte, ulong>(bytes.Slice(2 * LaneLength, LaneLength));
            uint a = register;
            uint b = 0;
            uint c = 0;
            for (int i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
            {
                a = BitOperations.Crc32C(a, LittleEndian(first[i]));
                b = BitOperations.Crc32C(b, LittleEndian(second[i]));
                c = BitOperations.Crc32C(c, LittleEndian(third[i]));
            }
            register = Over(Over(a) ^ b) ^ c;
            bytes = bytes[BlockLength..];
        }
        return register;
    }

    private static ulong LittleEndian(ulong word) =>
        BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);

    private static uint Over(uint register) =>
        Shift[0][register & 0xFF] ^ Shift[1][(register >> 8) & 0xFF] ^ Shift[2][(register >> 16) & 0xFF] ^ Shift[3][register >> 24];

    private static uint[][] MakeShift()
    {
        uint[] step = Crc32CShift.Steps(LaneLength);
        uint[][] tables = new uint[4][];
        for (int k = 0; k < tables.Length; k++)
        {
            tables[k] = new uint[256];
            for (int value = 0; value < 256; value++)
                tables[k][value] = Crc32CShift.Apply(step, (uint)value << (8 * k));
        }
        return tables;
    }
}
