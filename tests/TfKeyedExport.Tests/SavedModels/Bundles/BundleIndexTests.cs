using System.Text;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Bundles;

public class BundleIndexTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Keys_are_found_in_plain_and_in_compressed_blocks(bool compress)
    {
        string[] keys = [.. Enumerable.Range(0, 50).Select(i => $"layer/kernel_{i:00}")];
        byte[] table = new TableWriter { Compress = compress }.Write([Header(), .. keys.Select((k, i) => Entry(k, e => e.Offset = i * 8))]);
        BundleIndex index = BundleIndex.Parse(table, "here");
        Assert.Equal(keys, index.Keys);
        Assert.Equal(8, index.FindRaw("layer/kernel_01")!.Offset);
    }

    [Fact]
    public void Big_endian_variables_are_refused() =>
        Bad("big-endian", [Header(h => h.Endianness = BundleHeaderProto.Types.Endianness.Big)]);

    [Fact]
    public void A_header_without_data_files_or_with_too_many_is_an_error()
    {
        Bad("0 data files", [Header(h => h.NumShards = 0)]);
        Bad("2147483647 data files", [Header(h => h.NumShards = int.MaxValue)]);
    }

    [Fact]
    public void A_table_without_header_is_an_error()
    {
        Bad("no header", [Entry("a")]);
        Bad("no header", []);
    }

    [Fact]
    public void Keys_out_of_order_or_twice_are_errors()
    {
        Bad("not in order", [Header(), Entry("b"), Entry("a", e => e.Offset = 8)]);
        Bad("not in order", [Header(), Entry("a"), Entry("a", e => e.Offset = 8)]);
        Bad("not in order", [Header(), Entry("a"), Entry("b", e => e.Offset = 8), Entry("b", e => e.Offset = 16)]);
    }

    [Fact]
    public void Names_that_are_not_text_are_errors() => Bad("UTF-8", [Header(), ([0x61, 0xFF], Entry("a").Value)]);

    [Fact]
    public void Variables_that_overlap_are_errors() => Bad("overlap", [Header(), Entry("a"), Entry("b", e => e.Offset = 7)]);

    [Theory]
    [InlineData(-1, 0, 8, 2)]
    [InlineData(1, 0, 8, 2)]
    [InlineData(0, -8, 8, 2)]
    [InlineData(0, long.MaxValue, 8, 2)]
    [InlineData(0, 0, 8, 3)]
    [InlineData(0, 0, 8, -2)]
    [InlineData(0, 0, 8, -1)]
    [InlineData(0, 0, 8, long.MaxValue)]
    [InlineData(0, 0, -8, -2)]
    public void Impossible_places_and_shapes_are_errors(int shard, long offset, long size, long dimension) => Bad("", [Header(), Entry("a", e =>
    {
        e.ShardId = shard;
        e.Offset = offset;
        e.Size = size;
        e.Shape.Dim[0].Size = dimension;
    })]);

    [Fact]
    public void A_changed_block_is_noticed()
    {
        byte[] table = new TableWriter().Write([Header(), Entry("a")]);
        table[3] ^= 1;
        Assert.Contains("checksum", Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(table, "here")).Message);
    }

    [Fact]
    public void An_empty_block_is_an_error()
    {
        int block = 0;
        byte[] table = new TableWriter { Change = b => block++ == 0 ? new byte[4] : b }.Write([Header(), Entry("a")]);
        Assert.Contains("empty", Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(table, "here")).Message);
    }

    [Fact]
    public void Empty_cut_off_and_foreign_files_are_errors()
    {
        byte[] table = new TableWriter().Write([Header(), Entry("a")]);
        Assert.Contains("empty", Assert.Throws<TfKeyedException>(() => BundleIndex.Parse([], "here")).Message);
        for (int length = 1; length < table.Length; length++)
            Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(table[..length], "here"));
        Assert.Contains("something else", Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(new byte[1000], "here")).Message);
    }

    [Fact]
    public void Keys_that_grow_far_beyond_the_file_are_refused()
    {
        // Each key repeats the one before and adds four bytes: a file of 40 kB would fill 120 MB.
        byte[] first = new byte[30_000];
        Array.Fill(first, (byte)'k');
        var entries = new List<(byte[] Key, byte[] Value)> { Header() };
        for (int i = 0; i < 2_000; i++)
            entries.Add(([.. first, .. Encoding.ASCII.GetBytes($"{i:0000}")], []));
        byte[] table = new TableWriter { EntriesPerBlock = 3000, RestartInterval = 3000 }.Write(entries);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("memory", Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(table, "here")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * table.Length);
    }

    private static void Bad(string message, IReadOnlyList<(byte[] Key, byte[] Value)> entries)
    {
        foreach (bool compress in new[] { false, true })
        {
            byte[] table = new TableWriter { Compress = compress }.Write(entries);
            var error = Assert.Throws<TfKeyedException>(() => BundleIndex.Parse(table, "variables.index"));
            Assert.Equal(ErrorKind.Unreadable, error.Kind);
            Assert.Contains(message, error.Message);
            Assert.StartsWith("variables.index", error.Message);
            Assert.NotNull(error.Next);
        }
    }

    internal static (byte[] Key, byte[] Value) Header(Action<BundleHeaderProto>? change = null)
    {
        var header = new BundleHeaderProto { NumShards = 1, Version = new VersionDef { Producer = 1 } };
        change?.Invoke(header);
        return ([], header.ToByteArray());
    }

    internal static (byte[] Key, byte[] Value) Entry(string key, Action<BundleEntryProto>? change = null)
    {
        var entry = new BundleEntryProto { Dtype = DataType.Float, Size = 8, Shape = new TensorShapeProto() };
        entry.Shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = 2 });
        change?.Invoke(entry);
        return (Encoding.UTF8.GetBytes(key), entry.ToByteArray());
    }
}
