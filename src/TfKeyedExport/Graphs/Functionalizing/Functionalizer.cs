using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Scopes;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>
/// Makes nodes with regions of TensorFlow 1's control flow: a <c>While</c> of what lies between <c>Enter</c> and <c>Exit</c>, an <c>If</c> of
/// what lies between <c>Switch</c> and <c>Merge</c>. No later reader of a graph has to know the old form.
/// </summary>
/// <param name="depth">How many functions the graph stands in.</param>
internal sealed class Functionalizer(int depth)
{
    /// <summary>Makes the new graph.</summary>
    /// <param name="graph">A graph whose loops are cut open: their merges lack what the last round gives to the next.</param>
    /// <param name="record">What those lack, and which calls were inlined.</param>
    /// <exception cref="TfKeyedException">A loop or a conditional is malformed, or of a form that does not come from TensorFlow's own functions.</exception>
    public Graph Run(Graph graph, FlowRecord record)
    {
        var reader = new FlowReader();
        reader.Read(graph, record);
        new FrameFinder().Find(reader.Nodes);
        var conditions = new ConditionFinder();
        conditions.Find(FlowOrder.Of(reader.Nodes));

        var context = new FlowContext(conditions.Conditions, new FlowBudget());
        var region = new RegionBuilder(context, null, context.Conditions.Always, depth);
        foreach (Node parameter in graph.Parameters)
            region.AddParameter(reader.Of(parameter), parameter);
        var reach = new Reach(null, null, false, context.Budget);
        FlowOutput[] results = [.. graph.Results.Select(reader.Of)];
        FlowNode[] targets = [.. graph.Targets.Select(t => conditions.Sinks.Around(reader.Of(t), context.Conditions.Always))];
        foreach (FlowOutput result in results)
        {
            CheckAlways(result, context.Conditions, graph.Name);
            reach.Add(result);
        }
        foreach (FlowNode target in targets)
            reach.Wait(target);
        reach.Run();
        region.Fill(reach);
        return region.Finish(graph.Name, [.. results.Select(region.Get)], region.Waits(targets));
    }

    private static void CheckAlways(FlowOutput result, FlowConditions conditions, string graph)
    {
        if (result.Node.Frame is not null || !result.Node.ConditionOf(result.Index, conditions).IsWithin(conditions.Always))
        {
            throw TfKeyedException.Engine(
                $"{result.Node.Node.Origin}, which {graph} gives, stands in a branch of a conditional or inside a loop: not every call has it",
                result.Node.Where, "take the conditional's or the loop's result instead, or use --engine tensorflow");
        }
    }
}
