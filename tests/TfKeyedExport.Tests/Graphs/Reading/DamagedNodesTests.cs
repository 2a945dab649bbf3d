using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Reading;

/// <summary>A damaged node that is read in place says what its parsed form says, or is told as damaged: who judges a graph sees what TensorFlow runs.</summary>
public class DamagedNodesTests
{
    private static readonly byte[][] Nodes =
    [
        .. ((string[])["text_lstm", "estimator_parsing", "control_flow"])
            .SelectMany(m => SavedModel.Load(Repository.Model(m)).MetaGraphs[0].Proto.GraphDef.Node)
            .Select(n => n.ToByteArray()),
    ];

    [Fact]
    public void A_damaged_node_says_what_its_parsed_form_says_or_is_told()
    {
        int compared = 0;
        var random = new Random(9);
        for (int i = 0; i < 20_000; i++)
            compared += IsSame(Damage(Nodes[random.Next(Nodes.Length)], random)) ? 1 : 0;

        // Most damage leaves something that a parser takes.
        Assert.InRange(compared, 5_000, 20_000);
    }

    // Single bits, among them those that say how a field is written; fields twice; a field of another number.
    private static byte[] Damage(byte[] original, Random random)
    {
        byte[] node = [.. original];
        switch (random.Next(4))
        {
            case 0:
                node[random.Next(node.Length)] ^= (byte)(1 << random.Next(8));
                return node;
            case 1:
                return
                [
                    .. node, .. (byte[])[(byte)((random.Next(1, 8) << 3) | random.Next(6)), (byte)random.Next(4)],
                    .. node[..random.Next(Math.Min(4, node.Length))],
                ];
            case 2:
                node[random.Next(Math.Min(node.Length, 3))] = (byte)random.Next(256);
                return node;
            default:
                int at = random.Next(node.Length);
                return [.. node[..at], (byte)random.Next(256), .. node[at..]];
        }
    }

    private static bool IsSame(byte[] bytes)
    {
        NodeDef parsed;
        NodeRecord record;
        try
        {
            parsed = NodeDef.Parser.ParseFrom(bytes);
            record = Read(bytes);
            Assert.Equal((parsed.Name, parsed.Op), (record.Name, record.Operation.Name));
            Assert.Equal(parsed.Input.Count, record.Inputs.Length);
            Assert.Equal(parsed.Attr.Keys.Order(StringComparer.Ordinal), record.Attributes.Names.Distinct().Order(StringComparer.Ordinal));
            foreach ((string name, AttrValue value) in parsed.Attr)
            {
                Assert.Equal(value.ValueCase, record.Attributes.KindAtOnce(name, out _));
                Assert.Equal(value, record.Attributes.Find(name));
            }
            return true;
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or TfKeyedException)
        {
            return false;
        }
    }

    private static NodeRecord Read(byte[] bytes)
    {
        var metaGraph = new MetaGraphDef { GraphDef = new GraphDef { Node = { ByteString.CopyFrom(bytes) } } };
        return new GraphSource(new SavedModel("here", new SavedModelProto { MetaGraphs = { metaGraph } }).MetaGraphs[0]).Main[0];
    }
}
