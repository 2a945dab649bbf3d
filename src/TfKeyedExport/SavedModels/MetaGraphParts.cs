using System.Buffers;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.SavedModels;

/// <summary>A serialized metagraph whose small parts are parsed and whose large ones, the graph and Python's objects, are left where they stand.</summary>
/// <param name="Head">The metagraph without its graph and its objects.</param>
/// <param name="Graph">The serialized graph without its library; empty if there is none.</param>
/// <param name="Library">The serialized library of functions; empty if there is none.</param>
internal sealed record MetaGraphParts(MetaGraphDef Head, ReadOnlyMemory<byte> Graph, ReadOnlyMemory<byte> Library)
{
    /// <summary>Takes a metagraph apart.</summary>
    /// <returns>Null if it is damaged or written in an unusual way, such as a graph in two pieces: then it has to be parsed as a whole.</returns>
    public static MetaGraphParts? Of(ReadOnlyMemory<byte> metaGraph)
    {
        ReadOnlyMemory<byte> graph = default, library = default;
        var head = new ArrayBufferWriter<byte>(4096);
        bool hasGraph = false, hasLibrary = false;
        int end = 0;
        var fields = new ProtoFields(metaGraph.Span);
        while (fields.Next())
        {
            int start = end;
            end = fields.End;
            switch (fields.Number)
            {
                case MetaGraphDef.GraphDefFieldNumber when hasGraph:
                    return null;
                case MetaGraphDef.GraphDefFieldNumber:
                    hasGraph = true;
                    graph = metaGraph.Slice(fields.Start, fields.Bytes.Length);
                    break;
                case MetaGraphDef.ObjectGraphDefFieldNumber:
                    if (!IsSound(fields.Bytes))
                        return null;
                    break;
                default:
                    head.Write(metaGraph.Span[start..end]);
                    break;
            }
        }
        if (fields.IsDamaged)
            return null;
        fields = new ProtoFields(graph.Span);
        while (fields.Next())
        {
            if (fields.Number != GraphDef.LibraryFieldNumber)
                continue;
            if (hasLibrary)
                return null;
            hasLibrary = true;
            library = graph.Slice(fields.Start, fields.Bytes.Length);
        }
        if (fields.IsDamaged || !IsSound(library.Span))
            return null;
        if (!WireShape.MetaGraph.IsPlain(head.WrittenSpan))
            return null;
        try
        {
            return new MetaGraphParts(MetaGraphDef.Parser.ParseFrom(head.WrittenSpan), graph, library);
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static bool IsSound(ReadOnlySpan<byte> message)
    {
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
        }
        return !fields.IsDamaged;
    }
}
