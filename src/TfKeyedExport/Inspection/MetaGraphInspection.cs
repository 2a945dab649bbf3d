using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Keying.Python;
using TfKeyedExport.Keying.Sources;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Inspection;

/// <summary>What a metagraph offers.</summary>
/// <param name="MetaGraph">The metagraph.</param>
/// <param name="TensorFlowVersion">The version that wrote it; empty if it does not say.</param>
/// <param name="Signatures">The signatures that clients can call, sorted by name.</param>
/// <param name="Functions">The root object's functions; a trace of which no keyed signature can be made says why.</param>
/// <param name="ChildFunctions">Those of the objects below the root, by their paths.</param>
/// <param name="Operations">The operations by count.</param>
public sealed record MetaGraphInspection(
    MetaGraph MetaGraph,
    string TensorFlowVersion,
    IReadOnlyList<SignatureInspection> Signatures,
    IReadOnlyList<ModelFunction> Functions,
    IReadOnlyList<ModelFunction> ChildFunctions,
    IReadOnlyList<OperationCount> Operations)
{
    /// <summary>The files that it declares as its assets.</summary>
    public IReadOnlyList<AssetInspection> Assets { get; init; } = [];

    /// <summary>Looks at a metagraph.</summary>
    /// <exception cref="Errors.TfKeyedException">Something in it is damaged.</exception>
    public static MetaGraphInspection Of(MetaGraph metaGraph)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        (IReadOnlyList<ModelFunction> root, IReadOnlyList<ModelFunction> below) = FunctionCatalog.Of(metaGraph);
        return new MetaGraphInspection(
            metaGraph,
            metaGraph.Proto.MetaInfoDef?.TensorflowVersion ?? "",
            [.. metaGraph.Signatures.Where(s => s.IsServable).Select(s => Inspect(metaGraph, s))],
            root,
            below,
            OperationCounts.Of(metaGraph))
        { Assets = AssetInspection.Of(metaGraph) };
    }

    private static SignatureInspection Inspect(MetaGraph metaGraph, ModelSignature signature)
    {
        IReadOnlyList<KeyPath> keys = KeyPaths.Find(metaGraph, signature);
        PythonFinding python = PythonLoader.Judge(metaGraph, signature, keys.Select(k => (k.Input, k.Output)));
        return new SignatureInspection(signature, keys) { PythonMistakes = python.Kind == PythonCallKind.Mistakes ? python.Detail : null };
    }
}
