using System.Text;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Tells, without building its graph, whether a signature can write at all: most cannot.</summary>
/// <remarks>What a function holds counts whether it is needed or not, so the answer errs on the side of yes.</remarks>
internal sealed class WriteSearch(GraphSource source)
{
    private readonly HashSet<int> _nodes = [];
    private readonly HashSet<FunctionBody> _functions = [];
    private readonly Stack<int> _pendingNodes = new();
    private readonly Stack<FunctionBody> _pendingFunctions = new();

    /// <summary>Whether some node that a signature's outputs need, or some node of a function that those call, writes.</summary>
    /// <exception cref="Errors.TfKeyedException">A node or function is damaged.</exception>
    public bool MayWrite(ModelSignature signature)
    {
        NodeTable main = source.Main;
        foreach (SignatureArgument output in signature.Outputs)
            Reach(main.Resolve(Encoding.UTF8.GetBytes(output.TensorName)).Source, main);
        while (_pendingNodes.TryPop(out int node))
        {
            if (Look(main, node))
                return true;
            foreach (InputReference input in main[node].Inputs)
                Reach(input.Source, main);
        }
        while (_pendingFunctions.TryPop(out FunctionBody? function))
        {
            for (int i = 0; i < function.Nodes.Count; i++)
            {
                if (Look(function.Nodes, i))
                    return true;
            }
        }
        return false;
    }

    private void Reach(int node, NodeTable table)
    {
        if (node >= 0 && node < table.Count && _nodes.Add(node))
            _pendingNodes.Push(node);
    }

    private bool Look(NodeTable table, int node)
    {
        NamedOperation operation = table.OperationOf(node);
        if (operation.Function is { } called)
            Reach(called);
        foreach (string function in operation.NamesFunctions ? table[node].Attributes.FunctionNames() : [])
        {
            if (source.FindFunction(function) is { } named)
                Reach(named);
        }
        return operation is { Function: null, Operation.Effect: Effect.Writes };
    }

    private void Reach(FunctionBody function)
    {
        if (_functions.Add(function))
            _pendingFunctions.Push(function);
    }
}
