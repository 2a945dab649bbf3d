using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Text;

namespace TfKeyedExport.Functions;

/// <summary>The functions of a metagraph of which a signature could be made.</summary>
public static class ModelFunctions
{
    /// <summary>The root object's functions, sorted by name; none in a TensorFlow 1 model.</summary>
    /// <exception cref="TfKeyedException">The object graph is damaged.</exception>
    public static IReadOnlyList<ModelFunction> Of(MetaGraph metaGraph)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        if (ObjectGraphView.Of(metaGraph) is not { } objects)
            return [];
        var functions = new SortedDictionary<string, ModelFunction>(CodePointOrder.Instance);
        foreach (ObjectReference child in objects.Object(ObjectGraphView.Root).Children)
        {
            if (objects.Object(child.NodeId).Function is { } function)
                functions[child.LocalName] = Read(metaGraph, objects, child.LocalName, function);
        }
        return [.. functions.Values];
    }

    /// <summary>The functions of the objects below the root under their paths, <c>child.NAME</c>: the nearest first, each once.</summary>
    /// <exception cref="TfKeyedException">The object graph is damaged.</exception>
    public static IReadOnlyList<ModelFunction> BelowRoot(MetaGraph metaGraph)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        return ObjectGraphView.Of(metaGraph) is { } objects
            ? [.. FunctionPaths.BelowRoot(objects).Select(f => Read(metaGraph, objects, f.Path, objects.Object(f.Id).Function))]
            : [];
    }

    /// <summary>The function of that name, or of that path of names joined by dots or slashes; null if there is none.</summary>
    /// <exception cref="TfKeyedException">The object graph is damaged.</exception>
    public static ModelFunction? Find(MetaGraph metaGraph, string name)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        ArgumentNullException.ThrowIfNull(name);
        return ObjectGraphView.Of(metaGraph) is { } objects && FunctionPaths.Find(objects, name) is { } id
            ? Read(metaGraph, objects, name, objects.Object(id).Function)
            : null;
    }

    private static ModelFunction Read(MetaGraph metaGraph, ObjectGraphView objects, string name, SavedFunction function)
    {
        IReadOnlyList<string> argumentNames = ArgumentNames(function.FunctionSpec?.Fullargspec);
        var traces = new List<FunctionTrace>(function.ConcreteFunctions.Count);
        foreach (string concrete in function.ConcreteFunctions)
            traces.Add(TraceReader.Read(metaGraph, objects, traces.Count, concrete, argumentNames));
        return new ModelFunction(name, traces);
    }

    /// <summary>The names of the positional arguments, as the Python function declares them.</summary>
    private static List<string> ArgumentNames(StructuredValue? fullArgSpec)
    {
        var names = new List<string>();
        if (fullArgSpec?.NamedTupleValue is { } fields)
        {
            foreach (PairValue field in fields.Values)
            {
                if (field.Key == "args" && field.Value?.ListValue is { } list)
                    names.AddRange(list.Values.Select(v => v.StringValue));
            }
        }
        return names;
    }
}
