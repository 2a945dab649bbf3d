using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.ControlFlow;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Makes an <c>If</c> of the merges and sinks that one predicate decides.</summary>
internal static class ChoiceBuilder
{
    /// <summary>Makes it in a region.</summary>
    public static void Make(RegionBuilder region, FlowNode[] merges)
    {
        FlowPredicate predicate = merges[0].Predicate!;
        Reach[] reaches = [Branch(region, merges, true), Branch(region, merges, false)];
        FlowOutput[] captures = [.. reaches.SelectMany(r => r.Captures).Select(c => c.Output).Distinct()];
        NodeOutput[] inputs = [region.Get(predicate.Value), .. captures.Select(region.Get)];
        Graph[] graphs = [Fill(region, merges, reaches[0], captures, inputs, true), Fill(region, merges, reaches[1], captures, inputs, false)];
        Node[] waits = region.Waits(
            reaches.SelectMany(r => r.Waits).Select(w => w.Node).Concat(merges.Where(m => m.Kind == FlowKind.Merge).SelectMany(m => m.Controls)));
        NodeOrigin origin = merges[0].Node.Origin;
        var choice = new Node(ControlFlowOperations.If, FlowAttributes.Scalar, origin, inputs, waits, [.. graphs[0].Results.Select(r => r.Type)], graphs);
        NodeGate.CheckRegions(choice);
        region.Add(choice, merges);
        int next = 0;
        foreach (FlowNode merge in merges)
        {
            if (merge.Kind == FlowKind.Sink)
                continue;
            region.Set(new FlowOutput(merge, 0), choice.Output(next++));
            if (merge.IndexIsRead)
                region.Set(new FlowOutput(merge, 1), choice.Output(next++));
        }
    }

    private static Reach Branch(RegionBuilder region, FlowNode[] merges, bool branch)
    {
        var reach = new Reach(region.Frame, merges[0].Predicate!.Is(branch), false, region.Context.Budget);
        foreach (FlowNode merge in merges)
            reach.AddBranch(merge, branch);
        reach.Run();
        return reach;
    }

    private static Graph Fill(RegionBuilder outer, FlowNode[] merges, Reach reach, FlowOutput[] captures, NodeOutput[] inputs, bool branch)
    {
        FlowLiteral literal = merges[0].Predicate!.Is(branch);
        var region = new RegionBuilder(outer.Context, outer.Frame, outer.With(literal), outer.Depth + 1);
        for (int i = 0; i < captures.Length; i++)
            region.AddParameter(captures[i], inputs[i + 1].Type);
        region.Fill(reach);
        var results = new List<NodeOutput>();
        foreach (FlowNode merge in merges.Where(m => m.Kind == FlowKind.Merge))
        {
            int taken = branch ? merge.TrueInput : 1 - merge.TrueInput;
            results.Add(region.Get(merge.Inputs[taken]));
            if (merge.IndexIsRead)
                results.Add(region.AddNumber(taken, merge.Node.Origin));
        }
        IEnumerable<FlowNode> targets = merges.Where(m => m.Kind == FlowKind.Sink && m.TrueInput == (branch ? 1 : 0)).Select(m => m.Controls[0]);
        return region.Finish($"{merges[0].Node.Origin.Name} ({(branch ? "true" : "false")})", [.. results], region.Waits(targets));
    }
}
