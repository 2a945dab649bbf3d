using CsCheck;
using TfKeyedExport.Hashing;
using Xunit;

namespace TfKeyedExport.Tests.Hashing;

public class Crc32CTests
{
    [Fact]
    public void Known_answers_of_the_iSCSI_standard_hold()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));
    }

    [Fact]
    public void Long_inputs_agree_with_the_definition_bit_by_bit() => Gen.Select(Gen.Int[0, 60_000], Gen.ULong).Sample((length, seed) =>
    {
        byte[] bytes = new byte[length];
        new Random((int)seed).NextBytes(bytes);
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }
        Assert.Equal(~crc, Crc32C.Compute(bytes));
        int cut = length / 3;
        Assert.Equal(~crc, Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    });

    [Fact]
    public void Checksums_of_two_parts_make_that_of_the_whole() => Gen.Select(Gen.Byte.Array[0, 5000], Gen.Int[0, 5000]).Sample((bytes, cut) =>
    {
        cut = Math.Min(cut, bytes.Length);
        uint first = Crc32C.Compute(bytes.AsSpan(0, cut)), second = Crc32C.Compute(bytes.AsSpan(cut));
        Assert.Equal(Crc32C.Compute(bytes), Crc32C.Join(first, second, bytes.Length - cut));
    });

    [Fact]
    public void Masking_is_undone_by_unmasking() => Gen.UInt.Sample(crc => Assert.Equal(crc, Crc32C.Unmask(Crc32C.Mask(crc))));
}
