using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying.Captures;

/// <summary>Finds where the values that a function captured stand in the main graph. Names prove nothing: two variables may share one.</summary>
internal static class CaptureLocator
{
    /// <summary>One binding for each capture, in order.</summary>
    /// <exception cref="TfKeyedException">A capture is nowhere to be found.</exception>
    public static IReadOnlyList<CaptureBinding> Locate(MetaGraph metaGraph, CallTarget target)
    {
        if (target.Captures.Count == 0)
            return [];
        ObjectGraphView objects = ObjectGraphView.Of(metaGraph)!;
        return Locate(metaGraph, objects, new HandleMap(metaGraph, objects), target);
    }

    /// <summary>The same for one of several functions: the evidence about handles is gathered once.</summary>
    /// <exception cref="TfKeyedException">A capture is nowhere to be found.</exception>
    public static IReadOnlyList<CaptureBinding> Locate(MetaGraph metaGraph, ObjectGraphView objects, HandleMap handles, CallTarget target)
    {
        var bindings = new List<CaptureBinding>(target.Captures.Count);
        for (int i = 0; i < target.Captures.Count; i++)
        {
            OpDef.Types.ArgDef argument = target.Function.Signature.InputArg[target.Inputs.Count + i];
            int id = target.Captures[i];
            (string tensor, string evidence) = Place(metaGraph, objects, handles, id) ?? throw TfKeyedException.Unreadable(
                $"its capture '{argument.Name}' (object {id}) cannot be found in the main graph",
                $"{metaGraph.Where}, function '{target.Function.Signature.Name}'",
                "Save the model from Python with a signature, or choose another source with --from");
            if (metaGraph.Node(TensorReference.Parse(tensor).Node) is null)
            {
                throw TfKeyedException.Unreadable(
                    $"object {id} refers to the node '{tensor}', which the graph does not have", metaGraph.Where, ModelErrors.CopyAgain);
            }
            bindings.Add(new CaptureBinding(argument.Name, id, tensor, evidence));
        }
        return bindings;
    }

    private static (string Tensor, string Evidence)? Place(MetaGraph metaGraph, ObjectGraphView objects, HandleMap handles, int id)
    {
        SavedObject captured = objects.Object(id);
        switch (captured.KindCase)
        {
            case SavedObject.KindOneofCase.Constant:
                return (captured.Constant.Operation, "a constant of the graph");
            case SavedObject.KindOneofCase.Asset:
                int file = captured.Asset.AssetFileDefIndex;
                if (file < 0 || file >= metaGraph.Proto.AssetFileDef.Count)
                    throw TfKeyedException.Unreadable(
                        $"object {id} refers to asset {file} of {metaGraph.Proto.AssetFileDef.Count}", metaGraph.Where, ModelErrors.CopyAgain);
                AssetFileDef asset = metaGraph.Proto.AssetFileDef[file];
                return (asset.TensorInfo?.Name ?? "", $"the path of the asset {asset.Filename}");
            default:
                return handles.Find(id);
        }
    }
}
