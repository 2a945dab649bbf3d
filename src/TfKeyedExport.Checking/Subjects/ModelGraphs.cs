using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>
/// What a check reads of the model itself, beside running it: its metagraph, and the graph of each signature that is asked for,
/// made once and kept for all who read it. For one thread at a time.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="tags">The tags of the metagraph that a host opens; null leaves the choice.</param>
internal sealed class ModelGraphs(SavedModel model, IReadOnlyList<string>? tags)
{
    private readonly Dictionary<ModelSignature, Graph?> _graphs = new(ReferenceEqualityComparer.Instance);

    /// <summary>The model.</summary>
    public SavedModel Model { get; } = model;

    /// <summary>The metagraph that a host opens; null if there is none.</summary>
    public MetaGraph? MetaGraph { get; } = MetaGraphChoice.Find(model, tags);

    /// <summary>Its nodes, functions and operations; null if there is no metagraph.</summary>
    public GraphSource? Source => field ??= MetaGraph is null ? null : new GraphSource(MetaGraph);

    /// <summary>Whether what variables' nodes say of their shapes is so; null if there is no metagraph.</summary>
    /// <exception cref="TfKeyedException">The model is damaged.</exception>
    public VariableShapes? Variables => field ??= Source is { } source ? VariableShapes.Of(source) : null;

    /// <summary>The graph between a signature's inputs and its outputs; null if there is none, or it cannot be followed.</summary>
    /// <remarks>Its parameters are <see cref="SignatureGraph.Fed"/>, and its results <see cref="SignatureGraph.Fetched"/>.</remarks>
    public Graph? Of(ModelSignature signature)
    {
        if (!_graphs.TryGetValue(signature, out Graph? graph))
            _graphs.Add(signature, graph = TryBuild(signature));
        return graph;
    }

    private Graph? TryBuild(ModelSignature signature)
    {
        if (Source is not { } source)
            return null;
        try
        {
            return SignatureGraph.Build(source, signature);
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }
}
