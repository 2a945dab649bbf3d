namespace TfKeyedExport.Graphs.Model;

/// <summary>A graph without calls: functions are inlined, control flow is nodes with regions. Not changed once made; passes make new ones.</summary>
/// <param name="Name">What it is, for messages: a signature, a function, or the restore and initialise steps.</param>
/// <param name="Nodes">Every node that is needed, each after those that it reads and those that it waits for.</param>
/// <param name="Parameters">The nodes that stand for the inputs, in order.</param>
/// <param name="Results">The tensors that it gives, in order.</param>
/// <param name="Targets">The nodes that must run though nothing reads them: side effects.</param>
internal sealed record Graph(
    string Name,
    IReadOnlyList<Node> Nodes,
    IReadOnlyList<Node> Parameters,
    IReadOnlyList<NodeOutput> Results,
    IReadOnlyList<Node> Targets)
{
    /// <summary>The number of nodes, those of regions included.</summary>
    public int CountNodes()
    {
        int count = 0;
        foreach (Node node in Nodes)
        {
            count++;
            foreach (Graph region in node.Regions)
                count += region.CountNodes();
        }
        return count;
    }
}
