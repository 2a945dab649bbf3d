using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>What TensorFlow does once when it loads a model: restore the variables, then run the initialisation.</summary>
internal sealed class Initialization(MetaGraph metaGraph, GraphSource source, Planner planner, HostState host)
{
    /// <summary>Runs both.</summary>
    /// <exception cref="TfKeyedException">The model cannot be restored or initialised.</exception>
    public void Run()
    {
        List<(string Tensor, Tensor Value)> feeds = Assets();
        SaverDef? saver = metaGraph.Head.SaverDef;
        bool hasVariables = File.Exists(Path.Combine(metaGraph.Model.Folder, "variables", "variables.index"));
        if (saver is { RestoreOpName.Length: > 0 } && hasVariables)
        {
            var restoreFeeds = new List<(string Tensor, Tensor Value)>(feeds);
            if (saver.FilenameTensorName.Length > 0)
                restoreFeeds.Add((saver.FilenameTensorName, Scalar(Path.Combine(metaGraph.Model.Folder, "variables", "variables"))));
            host.Budget.IsCounting = false;
            Execute("restoring variables", restoreFeeds, saver.RestoreOpName);
            host.Budget.IsCounting = true;
        }
        if (InitOp() is { } initialization)
            Execute("initialisation", feeds, initialization);
    }

    private string? InitOp()
    {
        string? node = LoadTargets.Initialization(metaGraph.Head).FirstOrDefault();
        bool isNamed = metaGraph.Head.SignatureDef.TryGetValue(ModelSignature.InitOp, out SignatureDef? signature);
        if (isNamed && (signature!.Outputs.Count == 0 || node is not { Length: > 0 }))
            throw TfKeyedException.Unreadable(
                $"the signature {ModelSignature.InitOp} names no node to initialise the model with", metaGraph.Model.Folder, ModelErrors.CopyAgain);
        return node is null ? null : TensorReference.Parse(node).Node;
    }

    private List<(string, Tensor)> Assets()
    {
        var feeds = new List<(string, Tensor)>();
        foreach (AssetFileDef asset in metaGraph.Assets.Where(a => a.TensorInfo is not null))
            feeds.Add((asset.TensorInfo.Name, Scalar(asset.Filename)));
        return feeds;
    }

    private static Tensor Scalar(string text) => Tensor.FromText(text).Reshape(TensorShape.Scalar);

    private void Execute(string what, List<(string Tensor, Tensor Value)> feeds, string target)
    {
        Graph graph = new GraphBuilder(source).Build(what, [.. feeds.Select(f => f.Tensor)], [.. feeds.Select(f => f.Value.Type)], [], [target]);
        Plan plan = planner.PlanOnce(graph);
        using var context = new Runtime.ExecutionContext(host);
        CallWatch? before = context.BeginCall();
        try
        {
            Execute(context, plan, feeds);
        }
        catch (TfKeyedException e) when (e is { Kind: ErrorKind.Limit, Where: null })
        {
            throw e.At(what);
        }
        finally
        {
            CallWatch.Take(before);
        }
    }

    private static void Execute(Runtime.ExecutionContext context, Plan plan, List<(string Tensor, Tensor Value)> feeds)
    {
        Frame frame = context.FrameOf(plan);
        for (int i = 0; i < feeds.Count; i++)
            frame.Parameter(i)?.Borrow(feeds[i].Value.Shape.Dimensions, feeds[i].Value.Strings);
        frame.Run();
        frame.Clear();
    }
}
