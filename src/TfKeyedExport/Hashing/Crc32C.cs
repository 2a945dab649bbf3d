using System.Numerics;
using System.Runtime.InteropServices;

namespace TfKeyedExport.Hashing;

/// <summary>CRC-32C (Castagnoli), with the masking that checkpoints and record files store it in.</summary>
public static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Extends a checksum by the bytes that follow.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        // One instruction takes eight bytes in one step but has a latency of three: three lanes run side by side.
        if (bytes.Length >= Crc32CLanes.BlockLength)
            crc = Crc32CLanes.Append(crc, ref bytes);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        foreach (byte b in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>The checksum of bytes whose two parts were taken apart.</summary>
    /// <param name="first">The checksum of the first part.</param>
    /// <param name="second">The checksum of the second part.</param>
    /// <param name="secondLength">The second part's bytes.</param>
    public static uint Join(uint first, uint second, long secondLength) => Crc32CShift.Over(first, secondLength) ^ second;

    /// <summary>Rotates and shifts a checksum, so that a checksum of bytes that contain checksums stays sound.</summary>
    public static uint Mask(uint crc) => BitOperations.RotateRight(crc, 15) + MaskDelta;

    /// <summary>Undoes <see cref="Mask"/>.</summary>
    public static uint Unmask(uint masked) => BitOperations.RotateLeft(masked - MaskDelta, 15);
}
