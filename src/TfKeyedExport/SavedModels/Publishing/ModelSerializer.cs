using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Turns a model into the bytes of <c>saved_model.pb</c>: the same model, the same bytes.</summary>
internal static class ModelSerializer
{
    /// <summary>Serializes in one pass; entries of maps come out sorted.</summary>
    /// <exception cref="TfKeyedException">The model is larger than 2 GiB.</exception>
    public static byte[] Serialize(SavedModelProto model)
    {
        MapOrder.Sort(model);
        long opaque = OpaqueBytes(model);
        // Nearly all of a large model lies in nodes and functions; a sum that wrapped around is less than they are.
        int length = opaque > ProtoFile.MaxLength ? -1 : model.CalculateSize();
        if (length < opaque || length > Array.MaxLength)
            throw TfKeyedException.Refused(
                $"the model's graph is larger than {ModelFileNames.Proto} may be (2 GiB)", null,
                "Keep large tables in variables or assets instead of constants");
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        model.WriteTo(bytes.AsSpan());
        return bytes;
    }

    private static long OpaqueBytes(SavedModelProto model)
    {
        long total = 0;
        foreach (MetaGraphDef graph in model.MetaGraphs)
        {
            total += graph.MetaInfoDef?.StrippedOpList.Length ?? 0;
            foreach (ByteString node in graph.GraphDef?.Node ?? [])
                total += node.Length;
            foreach (ByteString function in graph.GraphDef?.Library?.Function ?? [])
                total += function.Length;
        }
        return total;
    }
}
