using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>A file of warm-up requests, as TensorFlow Serving reads it.</summary>
internal static class Warmup
{
    /// <summary>How a step says that there is one, with one record.</summary>
    public const string OneRecord = "assets.extra/tf_serving_warmup_requests with one PredictLog";

    private const int PredictLog = 6;
    private const int RequestOfLog = 1;

    /// <summary>Writes one, with one request of predict, into a version's folder.</summary>
    public static void Write(string versionFolder, IMessage request)
    {
        byte[] record = Field(PredictLog, Field(RequestOfLog, request.ToByteArray()));
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
        string folder = Path.Combine(versionFolder, "assets.extra");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "tf_serving_warmup_requests"), [.. length, .. Masked(length), .. record, .. Masked(record)]);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }
        return stream.ToArray();
    }

    // The checksum of records: CRC-32C, turned by 15 bits and moved by a constant.
    private static byte[] Masked(byte[] bytes)
    {
        const uint Move = 0xa282ead8;
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        byte[] result = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(result, BitOperations.RotateRight(~crc, 15) + Move);
        return result;
    }
}
