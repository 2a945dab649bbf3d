using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Captures;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Sources;

/// <summary>
/// The functions of a metagraph as an export would find them: also those whose captured variables or tables cannot be found in the graph have their obstacle.
/// </summary>
internal sealed class FunctionCatalog
{
    private readonly MetaGraph _metaGraph;
    private readonly ObjectGraphView? _objects;
    private readonly HandleMap? _handles;

    private FunctionCatalog(MetaGraph metaGraph)
    {
        _metaGraph = metaGraph;
        _objects = ObjectGraphView.Of(metaGraph);
        _handles = _objects is null ? null : new HandleMap(metaGraph, _objects);
    }

    /// <summary>The root object's functions, sorted by name, and those of the objects below it, the nearest first.</summary>
    /// <exception cref="TfKeyedException">The object graph is damaged.</exception>
    public static (IReadOnlyList<ModelFunction> Root, IReadOnlyList<ModelFunction> Below) Of(MetaGraph metaGraph)
    {
        var catalog = new FunctionCatalog(metaGraph);
        return (
            [.. ModelFunctions.Of(metaGraph).Select(catalog.Examined)],
            [.. ModelFunctions.BelowRoot(metaGraph).Select(catalog.Examined)]);
    }

    private ModelFunction Examined(ModelFunction function) => function with { Traces = [.. function.Traces.Select(Examined)] };

    private FunctionTrace Examined(FunctionTrace trace)
    {
        if (trace.KeyObstacle is not null || _objects is null || _handles is null)
            return trace;
        try
        {
            CaptureLocator.Locate(_metaGraph, _objects, _handles, CallTarget.Of(_metaGraph, trace));
            return trace;
        }
        catch (TfKeyedException error)
        {
            return trace with { Obstacle = error.What };
        }
    }
}
