using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>A node's inputs and outputs by the names that its operation declares.</summary>
internal sealed class DeclaredArguments(Node node)
{
    private readonly OpDef? _declaration = node.Operation?.Declaration;

    /// <summary>The numbers of the inputs that one argument stands for; none if there is no such argument.</summary>
    public Range InputRange(string name) => Find(_declaration?.InputArg, name);

    /// <summary>The numbers of the outputs that one argument stands for; none if there is no such argument.</summary>
    public Range OutputRange(string name) => Find(_declaration?.OutputArg, name);

    /// <summary>The tensors of one input argument; none if there is no such argument.</summary>
    public IReadOnlyList<NodeOutput> Inputs(string name) => [.. node.Inputs.Take(InputRange(name))];

    private Range Find(IReadOnlyList<OpDef.Types.ArgDef>? arguments, string name)
    {
        int start = 0;
        foreach (OpDef.Types.ArgDef argument in arguments ?? [])
        {
            int count = ArgumentTypes.Count(argument, node.Attributes);
            if (argument.Name == name)
                return start..(start + count);
            start += count;
        }
        return 0..0;
    }
}
