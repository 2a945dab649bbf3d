using TfKeyedExport.Graphs;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Which outputs of an operation hold elements of its inputs, and what was done to them.</summary>
internal static class PassRules
{
    /// <summary>Operations whose outputs hold the elements of their first input, shape and all, perhaps in another spelling.</summary>
    private static readonly HashSet<string> Elementwise = new(StringComparer.Ordinal)
    {
        "Identity", "IdentityN", "StopGradient", "PreventGradient", "EnsureShape", "Cast", "Round", "Rint", "Floor", "Ceil", "Abs", "CheckNumerics", "Snapshot",
        "StringLower", "StringUpper", "StringStrip", "AsString", "RegexReplace", "StaticRegexReplace", "PlaceholderWithDefault",
    };

    /// <summary>Operations whose outputs hold elements of their first input in another shape.</summary>
    private static readonly HashSet<string> Reshaping = new(StringComparer.Ordinal)
    {
        "Reshape", "ExpandDims", "Squeeze", "Transpose", "Tile", "StridedSlice", "Slice", "GatherNd", "Gather", "GatherV2", "Unpack", "SplitV", "DynamicPartition", "BroadcastTo", "Max", "Min",
        "Pad", "PadV2", "MirrorPad", "ReverseV2", "ReverseSequence", "Roll", "TensorListFromTensor", "TensorListStack", "TensorListGetItem", "BatchToSpaceND",
    };

    /// <summary>Operations that put elements of several inputs together.</summary>
    private static readonly HashSet<string> Mixing = new(StringComparer.Ordinal) { "ConcatV2", "Pack" };

    /// <summary>Operations of which one input is passed on by one output.</summary>
    private static readonly Dictionary<string, (int Input, int Output)> Single = new(StringComparer.Ordinal)
    {
        ["Unique"] = (0, 0),
        ["UniqueV2"] = (0, 0),
        ["UniqueWithCounts"] = (0, 0),
        ["SparseFillEmptyRows"] = (1, 1),
        ["RaggedTensorToTensor"] = (1, 0),
        ["RaggedTensorToSparse"] = (1, 1),
        ["RaggedGather"] = (1, 1),
        ["SparseToDense"] = (2, 0),
        ["SparseReorder"] = (1, 1),
        ["SparseSlice"] = (1, 1),
        ["TensorListSetItem"] = (2, 0),
    };

    /// <summary>Notes what a node passes on.</summary>
    public static void Apply(Node node, HintScope scope)
    {
        IReadOnlyList<Trail> At(int input) => input < node.Inputs.Count ? scope.Of(node.Inputs[input]) : [];
        IReadOnlyList<Trail> All() => [.. Enumerable.Range(0, node.Inputs.Count).SelectMany(At).Distinct()];

        if (Elementwise.Contains(node.Work.Name))
        {
            for (int i = 0; i < node.OutputTypes.Count; i++)
                scope.Set(node.Output(i), At(i < node.Inputs.Count && node.OutputTypes.Count > 1 ? i : 0));
        }
        else if (Reshaping.Contains(node.Work.Name))
        {
            Spread(node, scope, Reshaped(At(0)));
        }
        else if (node.Is(ArrayOperations.Split))
        {
            Spread(node, scope, Reshaped(At(1)));
        }
        else if (Mixing.Contains(node.Work.Name))
        {
            Spread(node, scope, Reshaped(All()));
        }
        else if (node.IsAny(ElementwiseOperations.Select, ElementwiseOperations.SelectV2))
        {
            // Of the same numbers as they are and changed, as where indices below 0 count from the end, what is asked holds for either.
            Spread(node, scope, Reshaped([.. All().GroupBy(t => t.Hints).Select(g => g.MinBy(t => t.Steps)!)]));
        }
        else if (Single.TryGetValue(node.Work.Name, out (int Input, int Output) single) && single.Output < node.OutputTypes.Count)
        {
            scope.Set(node.Output(single.Output), Reshaped(At(single.Input)));
        }
        else if (node.OutputTypes.Count == 1)
        {
            scope.Set(node.Output(), Arithmetic(node, scope));
        }
    }

    private static void Spread(Node node, HintScope scope, IReadOnlyList<Trail> trails)
    {
        for (int i = 0; i < node.OutputTypes.Count; i++)
            scope.Set(node.Output(i), trails);
    }

    private static Trail[] Reshaped(IReadOnlyList<Trail> trails) => [.. trails.Select(t => t.Reshaped())];

    /// <summary>Arithmetic that can be undone: with constants.</summary>
    private static Trail[] Arithmetic(Node node, HintScope scope)
    {
        switch (node.Work.Name)
        {
            case "Neg":
                return Map(0, t => t.Times(-1));
            case "Relu":
                return Map(0, t => t.ClippedBelow());
            case "Relu6" or "ClipByValue":
                return Map(0, t => t.ClippedBelow().ClippedAbove());
        }
        if (node.Inputs.Count != 2)
            return [];
        (int input, double[]? numbers) = scope.Of(node.Inputs[0]).Count > 0 ? (0, scope.Numbers(node.Inputs[1])) : (1, scope.Numbers(node.Inputs[0]));
        bool isMaximum = node.Is(ElementwiseOperations.Maximum);
        if (isMaximum || node.Is(ElementwiseOperations.Minimum))
        {
            // Beside something that is not known, one of both is passed on.
            return numbers is not null ? Map(input, t => isMaximum ? t.ClippedBelow() : t.ClippedAbove()) : [.. Map(0, t => t), .. Map(1, t => t)];
        }
        if (numbers is null)
            return [];
        double least = numbers.Min(), most = numbers.Max();
        return (node.Work.Name, input) switch
        {
            ("Add" or "AddV2", _) => Map(input, t => t.Plus(least, most)),
            ("Sub", 0) => Map(0, t => t.Plus(-most, -least)),
            ("Sub", _) => Map(1, t => t.Times(-1)?.Plus(least, most)),
            ("Mul", _) when least == most => Map(input, t => t.Times(least)),
            ("RealDiv" or "Div" or "FloorDiv" or "TruncateDiv" or "DivNoNan", 0) when least == most && least != 0 => Map(0, t => t.Times(1 / least)),
            ("FloorMod" or "Mod" or "TruncateMod", 0) when least == most && least != 0 => Map(0, t => t.Modulo(least)),
            _ => [],
        };

        Trail[] Map(int from, Func<Trail, Trail?> change) => [.. scope.Of(node.Inputs[from]).Select(change).OfType<Trail>()];
    }
}
