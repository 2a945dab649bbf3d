using Google.Protobuf.Collections;
using TfKeyedExport.Protos;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Sorts the entries of a model's maps, which have no order of their own, by key.</summary>
internal static class MapOrder
{
    /// <summary>Sorts every map that is not inside a serialized node or function.</summary>
    public static void Sort(SavedModelProto model)
    {
        foreach (MetaGraphDef graph in model.MetaGraphs)
        {
            if (graph.MetaInfoDef is { } info)
                Sort(info.FunctionAliases);
            Sort(graph.CollectionDef);
            Sort(graph.SignatureDef);
            foreach (SignatureDef signature in graph.SignatureDef.Values)
            {
                Sort(signature.Inputs);
                Sort(signature.Outputs);
                Sort(signature.Defaults);
                foreach (TensorInfo tensor in signature.Inputs.Values.Concat(signature.Outputs.Values))
                    Sort(tensor);
            }
            foreach (AssetFileDef asset in graph.AssetFileDef)
                Sort(asset.TensorInfo);
            if (graph.ObjectGraphDef is { } objects)
                Sort(objects);
        }
    }

    private static void Sort(SavedObjectGraph objects)
    {
        Sort(objects.ConcreteFunctions);
        foreach (SavedConcreteFunction function in objects.ConcreteFunctions.Values)
        {
            Sort(function.CanonicalizedInputSignature);
            Sort(function.OutputSignature);
        }
        foreach (SavedObject node in objects.Nodes)
        {
            if (node.SaveableObjects.Count > 1)
                Sort(node.SaveableObjects);
            FunctionSpec? spec = node.Function?.FunctionSpec ?? node.BareConcreteFunction?.FunctionSpec;
            Sort(spec?.Fullargspec);
            Sort(spec?.InputSignature);
        }
    }

    private static void Sort(TensorInfo? tensor)
    {
        if (tensor?.CompositeTensor is not { } composite)
            return;
        Sort(composite.TypeSpec?.TypeState);
        foreach (TensorInfo component in composite.Components)
            Sort(component);
    }

    // Parsing bounds how deep values are nested.
    private static void Sort(StructuredValue? value)
    {
        switch (value?.KindCase)
        {
            case StructuredValue.KindOneofCase.ListValue:
                foreach (StructuredValue item in value.ListValue.Values)
                    Sort(item);
                break;
            case StructuredValue.KindOneofCase.TupleValue:
                foreach (StructuredValue item in value.TupleValue.Values)
                    Sort(item);
                break;
            case StructuredValue.KindOneofCase.NamedTupleValue:
                foreach (PairValue item in value.NamedTupleValue.Values)
                    Sort(item.Value);
                break;
            case StructuredValue.KindOneofCase.TypeSpecValue:
                Sort(value.TypeSpecValue.TypeState);
                break;
            case StructuredValue.KindOneofCase.DictValue:
                Sort(value.DictValue.Fields);
                foreach (StructuredValue item in value.DictValue.Fields.Values)
                    Sort(item);
                break;
        }
    }

    private static void Sort<T>(MapField<string, T> map)
    {
        string? previous = null;
        bool sorted = true;
        foreach (string key in map.Keys)
        {
            sorted &= previous is null || string.CompareOrdinal(previous, key) < 0;
            previous = key;
        }
        if (sorted)
            return;
        KeyValuePair<string, T>[] entries = [.. map];
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        map.Clear();
        foreach ((string key, T item) in entries)
            map.Add(key, item);
    }
}
