using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Verifying;

/// <summary>
/// What a node takes and gives, held against what its operation declares. Everything behind it, passes and kernels, may rely on
/// the number and the types of a node's inputs: a model's promise that is not kept ends here.
/// </summary>
internal static class NodeGate
{
    /// <summary>Checks the inputs of a node.</summary>
    /// <param name="declaration">What its operation takes.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="inputs">The tensors that it reads.</param>
    /// <param name="open">How many of its inputs are not there yet: the last ones, from the next round of a loop.</param>
    /// <exception cref="TfKeyedException">It has more or fewer inputs, or one of another type.</exception>
    public static void CheckInputs(OpDef declaration, NodeAttributes attributes, ReadOnlySpan<NodeOutput> inputs, int open = 0)
    {
        int next = 0;
        // By index: an enumerator of this list is an object.
        for (int i = 0; i < declaration.InputArg.Count; i++)
        {
            OpDef.Types.ArgDef argument = declaration.InputArg[i];
            if (argument.TypeListAttr.Length == 0 && argument.NumberAttr.Length == 0)
            {
                DataType type = argument.TypeAttr.Length > 0 ? attributes.Type(argument.TypeAttr) : argument.Type.WithoutReference();
                if (next < inputs.Length && inputs[next].Type != type)
                    throw WrongType(declaration, argument, inputs[next], type);
                next++;
                continue;
            }
            foreach (DataType type in ArgumentTypes.Of(argument, attributes))
            {
                if (next < inputs.Length && inputs[next].Type != type)
                    throw WrongType(declaration, argument, inputs[next], type);
                next++;
            }
        }
        CheckCount(declaration, inputs.Length + open, next);
    }

    /// <summary>Checks how many inputs a node has.</summary>
    /// <param name="declaration">What its operation takes.</param>
    /// <param name="given">How many it has.</param>
    /// <param name="declared">How many its operation takes.</param>
    /// <exception cref="TfKeyedException">It has more or fewer.</exception>
    public static void CheckCount(OpDef declaration, long given, long declared)
    {
        if (given != declared)
            throw TfKeyedException.Unreadable($"it reads {given} tensors; {declaration.Name} takes {declared}", null, GraphAdvice.Contradicts);
    }

    /// <summary>Checks tensors against the types that are declared for them.</summary>
    /// <param name="what">What they are, in the plural, for messages: such as <c>results</c>.</param>
    /// <param name="of">The function or region that they belong to.</param>
    /// <param name="declared">The types.</param>
    /// <param name="tensors">The tensors.</param>
    /// <exception cref="TfKeyedException">There are more or fewer, or one is of another type.</exception>
    public static void CheckTypes(string what, string of, ReadOnlySpan<DataType> declared, ReadOnlySpan<NodeOutput> tensors)
    {
        if (declared.Length != tensors.Length)
            throw TfKeyedException.Unreadable($"there are {tensors.Length} {what} of {of}; {declared.Length} are declared", null, GraphAdvice.Contradicts);
        for (int i = 0; i < declared.Length; i++)
        {
            if (tensors[i].Type != declared[i])
                throw TfKeyedException.Unreadable(
                    $"of the {what} of {of}, number {i} is {tensors[i].Type.Name()} (from {tensors[i].Node.Origin}); {declared[i].Name()} is declared",
                    null, GraphAdvice.Contradicts);
        }
    }

    /// <summary>Checks what a node with regions gives to them and gets from them.</summary>
    /// <exception cref="TfKeyedException">A region takes or gives something else.</exception>
    public static void CheckRegions(Node node)
    {
        if (node.Regions.Count == 0)
            return;
        bool isLoop = node.IsLoop;
        ReadOnlySpan<NodeOutput> given = node.Inputs.Shared.AsSpan(node.FirstGiven);
        for (int i = 0; i < node.Regions.Count; i++)
        {
            Graph region = node.Regions[i];
            CheckTypes("inputs", region.Name, Types(region.Parameters), given);
            if (!isLoop || i == 1)
                CheckTypes("results", region.Name, node.Types, region.Results as NodeOutput[] ?? [.. region.Results]);
            else if (region.Results.Count != 1)
                throw TfKeyedException.Unreadable(
                    $"the condition {region.Name} gives {region.Results.Count} tensors; a loop's condition gives one", null, GraphAdvice.Contradicts);
        }
    }

    private static DataType[] Types(IReadOnlyList<Node> parameters)
    {
        var types = new DataType[parameters.Count];
        for (int i = 0; i < types.Length; i++)
            types[i] = parameters[i].Types[0];
        return types;
    }

    private static TfKeyedException WrongType(OpDef declaration, OpDef.Types.ArgDef argument, NodeOutput input, DataType type) => TfKeyedException.Unreadable(
        $"its input {argument.Name} is {input.Type.Name()} (from {input.Node.Origin}); {declaration.Name} takes {type.Name()} there",
        null, GraphAdvice.Contradicts);
}
