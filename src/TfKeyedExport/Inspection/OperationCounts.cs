using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Inspection;

/// <summary>Counts operations.</summary>
public static class OperationCounts
{
    /// <summary>Every operation of a metagraph, calls of functions included; the most frequent first, then by name.</summary>
    /// <exception cref="TfKeyedException">A node or a function is damaged.</exception>
    public static IReadOnlyList<OperationCount> Of(MetaGraph metaGraph)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        var counts = new Dictionary<string, (int Graph, int Functions)>(StringComparer.Ordinal);
        foreach (NodeDef node in metaGraph.Nodes)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, node.Op, out _).Graph++;
        foreach (FunctionDef function in metaGraph.Functions)
        {
            foreach (NodeDef node in function.NodeDef)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, node.Op, out _).Functions++;
        }
        return [.. counts
            .Select(c => new OperationCount(c.Key, c.Value.Graph, c.Value.Functions))
            .OrderByDescending(c => c.Total)
            .ThenBy(c => c.Op, StringComparer.Ordinal)];
    }
}
