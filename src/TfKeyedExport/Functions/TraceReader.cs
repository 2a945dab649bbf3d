using System.Globalization;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Functions;

/// <summary>Reads how one concrete function is called, and whether a signature can be made of it.</summary>
internal static class TraceReader
{
    /// <summary>Reads one trace.</summary>
    /// <param name="metaGraph">The metagraph with the library.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="index">The trace's position.</param>
    /// <param name="concreteFunction">The concrete function's name.</param>
    /// <param name="argumentNames">The Python function's positional arguments.</param>
    public static FunctionTrace Read(MetaGraph metaGraph, ObjectGraphView objects, int index, string concreteFunction, IReadOnlyList<string> argumentNames)
    {
        string where = $"{metaGraph.Where}, function '{concreteFunction}'";
        if (objects.ConcreteFunction(concreteFunction) is not { } saved || metaGraph.Function(concreteFunction) is not { } body)
            return new FunctionTrace(index, concreteFunction, [], [], InputForm.Arguments, [], false, "its graph was not saved");

        List<StructuredLeaf> inputLeaves = StructureReader.Leaves(saved.CanonicalizedInputSignature, where);
        List<StructuredLeaf> outputLeaves = StructureReader.Leaves(saved.OutputSignature, where);
        List<string> plain = PlainArguments(inputLeaves, argumentNames);
        List<SignatureArgument> inputs = LeafNames.Inputs(inputLeaves, argumentNames);
        List<SignatureArgument> outputs = LeafNames.Outputs(outputLeaves);
        return new FunctionTrace(
            index,
            concreteFunction,
            inputs,
            outputs,
            Form(inputLeaves),
            plain,
            plain.Contains("training=True") || plain.Contains("is_training=True"),
            Obstacle(inputLeaves, outputLeaves, inputs, outputs, saved, body.Signature ?? new OpDef()));
    }

    /// <summary>What stands in the way of a signature; null if nothing does.</summary>
    private static string? Obstacle(
        List<StructuredLeaf> inputLeaves,
        List<StructuredLeaf> outputLeaves,
        List<SignatureArgument> inputs,
        List<SignatureArgument> outputs,
        SavedConcreteFunction saved,
        OpDef declaration)
    {
        if (inputLeaves.Find(l => l.IsComposite) is { } composite)
            return $"it takes a {composite.Text}, and a signature takes dense tensors only";
        if (outputLeaves.Find(l => l.IsComposite) is { } compositeOutput)
            return $"it returns a {compositeOutput.Text}, and a signature returns dense tensors only";
        if (outputs.Count == 0)
            return "it returns no tensor";
        if (inputs.Concat(outputs).FirstOrDefault(t => !t.Type.IsFixedSize() && t.Type != DataType.String) is { } opaque)
            return $"'{opaque.Name}' is a {opaque.Type.Name()}, which no client can send or receive";
        if (inputs.Count + saved.BoundInputs.Count != declaration.InputArg.Count || outputs.Count != declaration.OutputArg.Count)
            return "its saved structure does not fit its graph";
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Type != declaration.InputArg[i].Type)
                return $"its input '{inputs[i].Name}' does not fit its graph";
        }
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Type != declaration.OutputArg[i].Type)
                return $"its output '{outputs[i].Name}' does not fit its graph";
        }
        return null;
    }

    private static InputForm Form(List<StructuredLeaf> leaves)
    {
        bool sequence = false;
        foreach (StructuredLeaf leaf in leaves.Where(l => l.Tensor is not null))
        {
            // The canonical form is (arguments, keyword arguments): two steps lead to an argument itself.
            if (leaf.Path.Count <= 2)
                continue;
            if (leaf.Keys.Count > (leaf.Path[0] == "1" ? 1 : 0))
                return InputForm.Dictionary;
            sequence = true;
        }
        return sequence ? InputForm.Sequence : InputForm.Arguments;
    }

    private static List<string> PlainArguments(List<StructuredLeaf> leaves, IReadOnlyList<string> argumentNames) => leaves
        .Where(l => l.Tensor is null && !l.IsComposite)
        .Select(l => $"{Argument(l, argumentNames)}={l.Text}")
        .ToList();

    private static string Argument(StructuredLeaf leaf, IReadOnlyList<string> argumentNames)
    {
        if (leaf.Keys.Count > 0)
            return leaf.Keys[^1];
        return leaf.Path.Count >= 2 && int.TryParse(leaf.Path[1], NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            && position < argumentNames.Count
            ? argumentNames[position]
            : "argument " + (leaf.Path.Count >= 2 ? leaf.Path[1] : "");
    }
}
