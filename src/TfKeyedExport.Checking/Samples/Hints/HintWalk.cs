using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Follows inputs forwards through a graph until something tells which values they take: a lookup, buckets, an index, a parser.</summary>
internal sealed class HintWalk(TableContents tables)
{
    /// <summary>Operations whose outputs hold the elements of their first input, perhaps in another shape or spelling.</summary>
    private static readonly HashSet<string> PassThrough = new(StringComparer.Ordinal)
    {
        "Identity", "IdentityN", "StopGradient", "EnsureShape", "Reshape", "ExpandDims", "Squeeze", "Transpose", "Tile", "StridedSlice", "Slice",
        "GatherNd", "Unique", "Cast", "StringLower", "StringUpper", "StringStrip", "AsString", "RegexReplace", "StaticRegexReplace",
    };

    /// <summary>Operations that pick elements out of several inputs.</summary>
    private static readonly HashSet<string> Mixing = new(StringComparer.Ordinal) { "ConcatV2", "Pack", "SelectV2", "Select", "Maximum", "Minimum" };

    /// <summary>Marks what follows inputs through a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The hints to fill, one for each of the graph's parameters; null where none are wanted.</param>
    public void Follow(Graph graph, IReadOnlyList<InputHints?> parameters)
    {
        var followed = new Dictionary<NodeOutput, InputHints>();
        for (int i = 0; i < parameters.Count && i < graph.Parameters.Count; i++)
        {
            if (parameters[i] is { } hints)
                followed[graph.Parameters[i].Output()] = hints;
        }
        foreach (Node node in graph.Nodes)
            Visit(node, followed);
    }

    private void Visit(Node node, Dictionary<NodeOutput, InputHints> followed)
    {
        InputHints? At(int input) => input < node.Inputs.Count ? followed.GetValueOrDefault(node.Inputs[input]) : null;

        if (node.Regions.Count > 0)
        {
            // The first input of If and Case chooses the branch; all inputs of While are its variables.
            int first = node.Op is "While" or "StatelessWhile" ? 0 : 1;
            InputHints?[] arguments = Enumerable.Range(first, Math.Max(0, node.Inputs.Count - first)).Select(At).ToArray();
            foreach (Graph region in node.Regions)
                Follow(region, arguments);
            return;
        }
        switch (node.Op)
        {
            case "LookupTableFindV2" or "LookupTableFind" when At(1) is { } looked:
                AddKeys(looked, tables.KeysOf(ConstantReader.Origin(node.Inputs[0])));
                break;
            case "Bucketize" when At(0) is { } bucketed:
                bucketed.Boundaries.AddRange(node.Attributes.Floats("boundaries").Take(TableContents.MaxKeys).Select(b => (double)b).Where(double.IsFinite));
                break;
            case "GatherV2" or "Gather" or "ResourceGather" when At(1) is { } index:
                Bound(index, node.Inputs[0]);
                break;
            case "ParseExampleV2" when At(0) is { } parsed && parsed.Example is null:
                ExampleSpecReader.Read(node, parsed, followed);
                break;
            case "StringSplitV2" or "StringSplit" when At(0) is { } split:
                split.IsSplit = true;
                followed[node.Output(1)] = split;
                break;
            case "SparseFillEmptyRows" when At(1) is { } values:
                followed[node.Output(1)] = values;
                break;
            default:
                InputHints? passed = PassThrough.Contains(node.Op) ? At(0)
                    : Mixing.Contains(node.Op) ? Enumerable.Range(0, node.Inputs.Count).Select(At).FirstOrDefault(h => h is not null)
                    : null;
                for (int i = 0; passed is not null && i < node.OutputTypes.Count; i++)
                {
                    if (node.Op != "Unique" || i == 0)
                        followed[node.Output(i)] = passed;
                }
                break;
        }
    }

    private static void AddKeys(InputHints hints, Tensor? keys)
    {
        if (keys is null)
            return;
        // A large vocabulary is sampled evenly.
        int step = Math.Max(1, keys.Count / TableContents.MaxKeys);
        for (int i = 0; i < keys.Count; i += step)
        {
            if (keys.Type == DataType.String)
                AddNew(hints.Words, keys.Strings[i].ToArray());
            else if (keys.Type == DataType.Int64)
                hints.Ids.Add(keys.Values<long>()[i]);
            else if (keys.Type == DataType.Int32)
                hints.Ids.Add(keys.Values<int>()[i]);
        }
    }

    private static void AddNew(List<byte[]> words, byte[] word)
    {
        if (words.Count < TableContents.MaxKeys && !words.Any(w => w.AsSpan().SequenceEqual(word)))
            words.Add(word);
    }

    /// <summary>An index into rows of a variable or constant must be below their number.</summary>
    private static void Bound(InputHints hints, NodeOutput rows)
    {
        Node node = ConstantReader.Origin(rows);
        if (node.Op == "ReadVariableOp" && node.Inputs.Count > 0)
            node = ConstantReader.Origin(node.Inputs[0]);
        TensorShape shape = default;
        try
        {
            if (node.Op is "VarHandleOp" or "VariableV2" or "Variable")
                shape = node.Attributes.Shape("shape");
            else if (node.Op == Node.ConstantOp)
                shape = SavedModels.ShapeProtos.ToShape(node.Attributes.Tensor("value").TensorShape);
        }
        catch (TfKeyedException)
        {
            return;
        }
        if (shape.Rank > 0 && shape[0] > 0)
            hints.IndexBound = Math.Min(hints.IndexBound ?? long.MaxValue, shape[0]);
    }
}
