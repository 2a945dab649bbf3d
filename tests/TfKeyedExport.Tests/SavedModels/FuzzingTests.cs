using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Hashing;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using TfKeyedExport.Testing;
using TfKeyedExport.Tests.Graphs.Reading;
using TfKeyedExport.Tests.SavedModels.Bundles;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels;

/// <summary>Real files, damaged at random: whatever the damage, the only error is the one that says so, and memory stays in proportion.</summary>
public class FuzzingTests
{
    private const long Iterations = 1_000;
    private const long MaxBytes = 64L << 20;

    private static readonly string[] Graphs = ["single_tensor", "many_dtypes", "signature_defaults", "asset_vocabulary"];

    /// <summary>One change: where, of what kind, and with what.</summary>
    private static readonly Gen<(double At, int Kind, ulong Value)[]> Changes =
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 5], Gen.ULong).Select((at, kind, value) => (at, kind, value)).Array[1, 6];

    [Fact]
    public void Damaged_graphs_give_clear_errors()
    {
        byte[][] originals = [.. Graphs.Select(g => File.ReadAllBytes(Path.Combine(Repository.Model(g), SavedModel.ProtoName)))];
        Gen.Select(Gen.Int[0, originals.Length - 1], Changes)
            .Sample((i, changes) => OnlyClearErrors(() => ReadAll(Damage(originals[i], changes))), iter: Iterations);
    }

    [Fact]
    public void Damaged_files_that_are_read_in_place_give_clear_errors()
    {
        byte[][] originals = [.. Graphs.Select(g => File.ReadAllBytes(Path.Combine(Repository.Model(g), SavedModel.ProtoName)))];
        string folder = Directory.CreateTempSubdirectory("tfkeyed-fuzzing-").FullName;
        try
        {
            Gen.Select(Gen.Int[0, originals.Length - 1], Changes).Sample((i, changes) =>
            {
                File.WriteAllBytes(Path.Combine(folder, SavedModel.ProtoName), Damage(originals[i], changes));
                OnlyClearErrors(() => BuildAll(SavedModel.Load(folder)), ErrorKind.Engine);
                OnlyClearErrors(() => ReadAll(SavedModel.Load(folder)));
            }, iter: Iterations, threads: 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(NodeTableTests.Models), MemberType = typeof(NodeTableTests))]
    public void What_is_known_before_a_model_is_parsed_is_what_its_protos_say(string name)
    {
        SavedModel model = SavedModel.Load(Repository.Model(name));
        string[] before = [.. model.MetaGraphs.Select(Summary)];
        Assert.False(model.IsParsed);
        Assert.NotEmpty(model.Proto.MetaGraphs);
        Assert.Equal(before, model.MetaGraphs.Select(Summary));

        static string Summary(MetaGraph m) =>
            string.Join(
                '|',
                [
                    m.Head.SaverDef?.ToString() ?? "", .. m.Head.CollectionDef.Keys, .. m.Head.AssetFileDef.Select(a => a.ToString()), .. m.Tags,
                    .. m.Signatures.Select(s => s.ToString()),
                ]);
    }

    [Fact]
    public void Damaged_nodes_and_constants_give_clear_errors()
    {
        Google.Protobuf.ByteString[] nodes = [.. Graphs.SelectMany(g => SavedModel.Load(Repository.Model(g)).MetaGraphs[0].Proto.GraphDef.Node)];
        Gen.Select(Gen.Int[0, nodes.Length - 1], Changes).Sample((i, changes) => OnlyClearErrors(() =>
        {
            var graph = new MetaGraphDef { GraphDef = new GraphDef() };
            graph.GraphDef.Node.Add(Google.Protobuf.ByteString.CopyFrom(Damage(nodes[i].ToByteArray(), changes)));
            ReadAll(new SavedModel("here", new SavedModelProto { MetaGraphs = { graph } }));
        }), iter: Iterations);
    }

    [Fact]
    public void Graphs_of_damaged_functions_are_built_or_give_clear_errors()
    {
        (SavedModelProto Model, int Function)[] functions =
            [.. Graphs.Append("control_flow")
                .Select(g => SavedModel.Load(Repository.Model(g)).Proto)
                .SelectMany(m => Enumerable.Range(0, m.MetaGraphs[0].GraphDef.Library.Function.Count).Select(f => (m, f)))];
        Gen.Select(Gen.Int[0, functions.Length - 1], Changes).Sample((i, changes) =>
        {
            SavedModelProto damaged = functions[i].Model.Clone();
            Google.Protobuf.Collections.RepeatedField<Google.Protobuf.ByteString> all = damaged.MetaGraphs[0].GraphDef.Library.Function;
            all[functions[i].Function] = Google.Protobuf.ByteString.CopyFrom(Damage(all[functions[i].Function].ToByteArray(), changes));
            OnlyClearErrors(() => BuildAll(new SavedModel("here", damaged)), ErrorKind.Engine);
        }, iter: Iterations);
    }

    [Fact]
    public void Damaged_indexes_give_clear_errors()
    {
        byte[][] originals =
            [.. Graphs.Append("sharded_variables").Select(g => File.ReadAllBytes(Path.Combine(Repository.Model(g), "variables", "variables.index")))];
        Gen.Select(Gen.Int[0, originals.Length - 1], Changes)
            .Sample((i, changes) => OnlyClearErrors(() => BundleIndex.Parse(Damage(originals[i], changes), "here")), iter: Iterations);
    }

    [Fact]
    public void Damaged_blocks_with_sound_checksums_give_clear_errors() => Gen.Select(Changes, Gen.Bool, Gen.Int[0, 2]).Sample(
        (changes, compress, which) => OnlyClearErrors(() =>
        {
            int block = 0;
            byte[] table = new TableWriter { Compress = compress, Change = b => block++ == which ? Damage(b, changes) : b }.Write(
                [BundleIndexTests.Header(), .. Enumerable.Range(0, 7).Select(i => BundleIndexTests.Entry($"name{i}", e => e.Offset = 8 * i))]);
            BundleIndex.Parse(table, "here");
        }),
        iter: Iterations);

    [Fact]
    public void Damaged_strings_give_clear_errors()
    {
        byte[] original = [2, 0, 3, 0, 0, 0, 0, (byte)'a', (byte)'b', 1, 2, 3];
        uint crc = Crc32C.Compute([2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
        BitConverter.TryWriteBytes(original.AsSpan(3), Crc32C.Mask(crc));
        var entry = new BundleEntry(
            "key", DataType.String, new TensorShape(3), 0, 0, original.Length, [])
        { MaskedCrc = Crc32C.Mask(Crc32C.Append(crc, original.AsSpan(3))) };
        Assert.Equal("ab", BundleStrings.Read(entry, original, "here").Strings.Text(0));
        Gen.Select(Changes, Gen.Long[0, 1L << 40]).Sample((changes, count) => OnlyClearErrors(() =>
            BundleStrings.Read(entry with { Shape = new TensorShape(count) }, Damage(original, changes), "here")), iter: Iterations);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        byte[] value = [];
        // A list in a list in a list ...
        for (int depth = 0; depth < 5_000; depth++)
            value = Field(51, Field(1, value));
        byte[] function = Field(2, Field(3, value));
        Assert.Throws<TfKeyedException>(() => ReadAll(Field(2, Field(7, Field(2, function)))));
    }

    private static byte[] Field(int number, byte[] content)
    {
        var stream = new MemoryStream();
        using (var output = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, Google.Protobuf.WireFormat.WireType.LengthDelimited);
            output.WriteBytes(Google.Protobuf.UnsafeByteOperations.UnsafeWrap(content));
        }
        return stream.ToArray();
    }

    private static void ReadAll(byte[] content) => ReadAll(new SavedModel("here", SavedModelReader.Parse(content, "here")));

    private static void ReadAll(SavedModel model)
    {
        foreach (MetaGraph graph in model.MetaGraphs)
        {
            _ = graph.Tags.Count + graph.OpDeclarations.Count + graph.Signatures.Count + graph.Functions.Count(f => f.Signature is null);
            foreach (AttrValue attribute in graph.Nodes.SelectMany(n => n.Attr.Values).Where(a => a.ValueCase == AttrValue.ValueOneofCase.Tensor))
                attribute.Tensor.ToTensor("here");
        }
    }

    private static void BuildAll(SavedModel model)
    {
        foreach (MetaGraph metaGraph in model.MetaGraphs)
        {
            var source = new GraphSource(metaGraph);
            foreach (ModelSignature signature in metaGraph.Signatures)
            {
                new GraphBuilder(source).Build(
                    signature.Name, [.. signature.Inputs.Select(a => a.TensorName)], [.. signature.Inputs.Select(a => a.Type)],
                    [.. signature.Outputs.Select(a => a.TensorName)], []);
            }
        }
    }

    private static void OnlyClearErrors(Action action, params ErrorKind[] others)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            action();
        }
        catch (TfKeyedException e)
        {
            Assert.Contains(e.Kind, (ErrorKind[])[ErrorKind.Unreadable, .. others]);
        }
        // A constant may honestly grow to its limit; nothing else comes near.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes + TensorProtos.MaxExpandedBytes);
    }

    private static byte[] Damage(byte[] original, (double At, int Kind, ulong Value)[] changes)
    {
        List<byte> bytes = [.. original];
        foreach ((double at, int kind, ulong value) in changes)
        {
            if (bytes.Count == 0)
                break;
            int position = Math.Min((int)(at * bytes.Count), bytes.Count - 1);
            switch (kind)
            {
                case 0:
                    bytes[position] ^= (byte)(1 << (int)(value % 8));
                    break;
                case 1:
                    bytes[position] = (byte)value;
                    break;
                case 2:
                    bytes.RemoveRange(position, bytes.Count - position);
                    break;
                case 3:
                    bytes.RemoveRange(position, Math.Min((int)(value % 40), bytes.Count - position));
                    break;
                case 4:
                    int from = (int)(value % (ulong)bytes.Count);
                    bytes.InsertRange(position, bytes.GetRange(from, Math.Min((int)(value >> 32) & 63, bytes.Count - from)));
                    break;
                default:
                    // A length or a number becomes a huge one.
                    bytes.InsertRange(position, [.. Enumerable.Repeat((byte)0xFF, (int)(value % 9)), 0x7F]);
                    break;
            }
        }
        return [.. bytes];
    }
}
