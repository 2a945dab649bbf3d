using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Embedded;

/// <summary>What the embedded engine can run, told without opening a model.</summary>
public static class EmbeddedSupport
{
    /// <summary>The operations that a signature needs and the engine lacks or refuses; empty if it can run it.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="signature">One of its signatures.</param>
    /// <exception cref="TfKeyedException">The graph is broken.</exception>
    public static IReadOnlyList<string> Lacks(MetaGraph metaGraph, ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        ArgumentNullException.ThrowIfNull(signature);
        try
        {
            Graph graph = SignatureGraph.Build(new GraphSource(metaGraph), signature);
            return [.. LackingOperations.Find(graph, KernelRegistry.Default).Keys];
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Engine)
        {
            return [error.What];
        }
    }
}
