using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Embedded;

/// <summary>What the embedded engine can run, told without opening a model.</summary>
public static class EmbeddedSupport
{
    /// <summary>The engine's version.</summary>
    public static string Version { get; } = typeof(EmbeddedSupport).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>How many of TensorFlow's operations it has.</summary>
    public static int OperationCount => KernelCatalog.Default.Registrations.Count();

    /// <summary>The bits of the widest vectors that it computes with here; 0 if it has none. Ahead of time, the compiler decides, else the processor.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>The most threads that work on one call.</summary>
    public static int Threads => Workers.Count;

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
            Graph graph = CallableGraph.Build(new GraphSource(metaGraph), signature);
            return [.. LackingOperations.Find(graph, KernelCatalog.Default).Keys];
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Engine)
        {
            return [error.What];
        }
    }
}
