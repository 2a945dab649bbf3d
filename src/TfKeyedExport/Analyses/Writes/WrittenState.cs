using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Writes;

/// <summary>The variables and tables that some signature writes; all others never change once the model is initialised.</summary>
internal sealed class WrittenState
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private bool _anything;

    /// <summary>Whether a handle's node stands for something that signatures write.</summary>
    public bool IsWritten(Node handle) => IsWritten(StateName.Of(handle));

    /// <summary>Whether signatures write the variable or table of a name.</summary>
    public bool IsWritten(string sharedName) => _anything || _written.Contains(sharedName);

    /// <summary>Takes everything for written, of which nothing is known.</summary>
    public void TakeAll() => _anything = true;

    /// <summary>Looks for writes in a graph.</summary>
    public void Scan(Graph graph) => Scan(graph, []);

    private void Scan(Graph graph, NodeOutput[] arguments)
    {
        foreach (Node node in graph.Nodes)
        {
            if (Effects.IsWriter(node))
            {
                foreach (NodeOutput input in node.Inputs)
                {
                    Node source = Source(input, arguments);
                    bool isReference = source.IsAny(VariableOperations.Variable, VariableOperations.VariableV2);
                    if (Effects.IsHandle(source) || isReference)
                        _written.Add(StateName.Of(source));
                    else if (input.Type == DataType.Resource || (input == node.Inputs[0] && TakesReference(node)))
                        _anything = true;
                }
            }
            foreach (Graph region in node.Regions)
                Scan(region, [.. node.Inputs.Skip(node.FirstGiven).Select((o, i) => IsSame(node, i) ? Source(o, arguments).Output() : node.Output(i))]);
        }
    }

    // TensorFlow 1's tables are references to texts.
    private static bool TakesReference(Node node) => node.Operation is { PassesReference: true } || node.IsAny(
        TableOperations.InitializeTable, TableOperations.InitializeTableFromTextFile, TableOperations.LookupTableImport, TableOperations.LookupTableInsert);

    // Handles may change places from one round of a loop to the next: then a variable of the loop is any of them.
    private static bool IsSame(Node node, int variable) =>
        !node.IsLoop || node.Regions[1].Results[variable].Passed == node.Regions[1].Parameters[variable].Output();

    private static Node Source(NodeOutput output, NodeOutput[] arguments)
    {
        while (true)
        {
            Node node = output.Node;
            if ((node.Is(ArrayOperations.Identity) || node.Operation is { PassesReference: true }) && node.Inputs.Count > 0)
                output = node.Inputs[0];
            else if (node.Is(ControlFlowOperations.While) && output.Index < node.Inputs.Count && IsSame(node, output.Index))
                output = node.Inputs[output.Index];
            else if (node.Work is Parameter { Index: var index } && index < arguments.Length)
                return arguments[index].Node;
            else
                return node;
        }
    }
}
