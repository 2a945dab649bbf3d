using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Writes small images as PNG, which TensorFlow's decoders of JPEG take as well.</summary>
internal static class ImageWriter
{
    private const int Side = 32;
    private const int Channels = 3;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>An image of one colour that another one fades into: images of different rows differ all over.</summary>
    public static byte[] Write(Dice dice)
    {
        int[] from = [dice.Next(256), dice.Next(256), dice.Next(256)], to = [dice.Next(256), dice.Next(256), dice.Next(256)];
        byte[] lines = new byte[Side * (1 + (Side * Channels))];
        int at = 0;
        for (int y = 0; y < Side; y++)
        {
            lines[at++] = 0;
            for (int x = 0; x < Side; x++)
            {
                for (int c = 0; c < Channels; c++)
                    lines[at++] = (byte)(from[c] + ((to[c] - from[c]) * (x + y) / (2 * Side)));
            }
        }
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        // 8 bits a channel, of red, green and blue.
        (header[8], header[9]) = (8, 2);
        var image = new List<byte>(Signature);
        Chunk(image, "IHDR", header);
        Chunk(image, "IDAT", Compressed(lines));
        Chunk(image, "IEND", []);
        return [.. image];
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Fastest))
            zlib.Write(bytes);
        return target.ToArray();
    }

    private static void Chunk(List<byte> image, string type, byte[] content)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        image.AddRange(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        image.AddRange(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        image.AddRange(number);
    }

    /// <summary>The CRC-32 of PNG and zip.</summary>
    private static uint Checksum(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
