using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.SavedModels;

/// <summary>The declarations of operations that a metagraph carries along.</summary>
internal static class OpDeclarations
{
    /// <summary>Reads the list that the exporter stripped to the operations in use; empty if there is none.</summary>
    public static IReadOnlyDictionary<string, OpDef> Of(MetaGraphDef metaGraph, string where)
    {
        var declarations = new Dictionary<string, OpDef>(StringComparer.Ordinal);
        if (metaGraph.MetaInfoDef is not { StrippedOpList.IsEmpty: false } info)
            return declarations;
        foreach (OpDef op in ProtoFile.Parse(OpList.Parser, info.StrippedOpList.Span, $"{where}, the list of operations").Op)
            declarations[op.Name] = op;
        return declarations;
    }
}
