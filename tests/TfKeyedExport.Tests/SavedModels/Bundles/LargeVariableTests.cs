using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Bundles;

/// <summary>Variables that several threads read.</summary>
public class LargeVariableTests
{
    private const int Offset = 1000;
    private const int Size = (40 << 20) + 3;

    [Fact]
    public void A_large_variable_and_its_checksum_are_those_of_one_reader()
    {
        using var scratch = new Publishing.Scratch();
        byte[] bytes = Write(scratch);
        using var shards = new ShardFiles(Prefix(scratch), 1);
        byte[] memory = new byte[Size];

        Memory<byte> read = shards.Read(Entry, length => memory.AsMemory(0, length), out uint crc);

        Assert.True(read.Span.SequenceEqual(bytes.AsSpan(Offset, Size)));
        Assert.True(read.Span.Overlaps(memory));
        Assert.Equal(Crc32C.Compute(bytes.AsSpan(Offset, Size)), crc);
    }

    [Fact]
    public void A_file_that_becomes_shorter_meanwhile_is_told_by_every_reader_alike()
    {
        using var scratch = new Publishing.Scratch();
        Write(scratch);
        using var shards = new ShardFiles(Prefix(scratch), 1);

        var error = Assert.Throws<TfKeyedException>(() => shards.Read(Entry, length => Shorten(scratch, length), out _));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_memory_is_asked_for_what_the_file_does_not_hold()
    {
        using var scratch = new Publishing.Scratch();
        File.WriteAllBytes(Data(scratch), new byte[100]);
        using var shards = new ShardFiles(Prefix(scratch), 1);

        Assert.Throws<TfKeyedException>(() => shards.Read(Entry, length => throw new InvalidOperationException($"{length} bytes were asked for"), out _));
    }

    private static BundleEntry Entry => new("large", DataType.Uint8, new TensorShape(Size), 0, Offset, Size, []);

    private static string Prefix(Publishing.Scratch scratch) => Path.Combine(scratch.Root, "variables");

    private static string Data(Publishing.Scratch scratch) => Prefix(scratch) + ".data-00000-of-00001";

    private static byte[] Write(Publishing.Scratch scratch)
    {
        byte[] bytes = new byte[Offset + Size + 10];
        new Random(7).NextBytes(bytes);
        File.WriteAllBytes(Data(scratch), bytes);
        return bytes;
    }

    private static Memory<byte> Shorten(Publishing.Scratch scratch, int length)
    {
        using FileStream file = File.OpenWrite(Data(scratch));
        file.SetLength(Offset + (Size / 4));
        return new byte[length];
    }
}
