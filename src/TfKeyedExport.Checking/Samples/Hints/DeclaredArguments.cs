using TfKeyedExport.Graphs;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>A node's inputs and outputs by the names that its operation declares.</summary>
internal sealed class DeclaredArguments(Node node)
{
    private readonly OpDef? _declaration = node.Operation?.Declaration;

    /// <summary>The tensors of one input argument; none if there is no such argument.</summary>
    public IReadOnlyList<NodeOutput> Inputs(string name)
    {
        (int start, int count) = Find(_declaration?.InputArg, name);
        return [.. node.Inputs.Skip(start).Take(count)];
    }

    /// <summary>The tensors of one output argument; none if there is no such argument.</summary>
    public IReadOnlyList<NodeOutput> Outputs(string name)
    {
        (int start, int count) = Find(_declaration?.OutputArg, name);
        return [.. node.Outputs.Skip(start).Take(count)];
    }

    private (int Start, int Count) Find(IReadOnlyList<OpDef.Types.ArgDef>? arguments, string name)
    {
        int start = 0;
        foreach (OpDef.Types.ArgDef argument in arguments ?? [])
        {
            int count = ArgumentTypes.Count(argument, node.Attributes);
            if (argument.Name == name)
                return (start, count);
            start += count;
        }
        return (0, 0);
    }
}
