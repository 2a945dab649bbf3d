namespace TfKeyedExport.Graphs.Shapes;

/// <summary>What each operation makes of the shapes of its inputs. Only first outputs have rules.</summary>
internal static class ShapeRules
{
    private static readonly HashSet<string> LikeFirst =
    [
        "Abs", "AsString", "BiasAdd", "Bucketize", "Ceil", "Cos", "Cumprod", "Cumsum", "Elu", "Erf", "Erfc", "Exp", "Expm1", "Floor", "IsFinite", "IsInf", "IsNan",
        "LeakyRelu", "Log", "Log1p", "LogSoftmax", "LogicalNot", "Neg", "OnesLike", "Reciprocal", "Relu", "Relu6", "Round", "Rsqrt", "Selu", "Sigmoid", "Sign",
        "Sin", "Softmax", "Softplus", "Softsign", "Sqrt", "Square", "StaticRegexFullMatch", "StaticRegexReplace", "StringLength", "StringLower", "StringStrip",
        "StringToHashBucket", "StringToHashBucketFast", "StringToHashBucketStrong", "StringToNumber", "StringUpper", "Tan", "Tanh", "ZerosLike",
    ];

    private static readonly HashSet<string> Broadcasting =
    [
        "Add", "AddV2", "BitwiseAnd", "BitwiseOr", "Div", "DivNoNan", "Equal", "FloorDiv", "FloorMod", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd",
        "LogicalOr", "Maximum", "Minimum", "Mul", "MulNoNan", "NotEqual", "Pow", "RealDiv", "SelectV2", "SquaredDifference", "Sub", "Xdivy", "Xlogy",
    ];

    private static readonly HashSet<string> Reductions = ["All", "Any", "Max", "Mean", "Min", "Prod", "Sum"];

    /// <summary>What is known of a node's first output.</summary>
    public static SymbolicTensor Apply(Node node, ShapeAnalysis shapes)
    {
        if (LikeFirst.Contains(node.Op))
            return new SymbolicTensor(shapes[node.Inputs[0]].Sizes);
        if (Broadcasting.Contains(node.Op))
            return BroadcastAll(node, shapes);
        if (Reductions.Contains(node.Op))
            return Reduce(node, shapes);
        return node.Op switch
        {
            "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3" => ProductRules.BatchMatMul(node, shapes),
            "Cast" => shapes[node.Inputs[0]],
            "ConcatV2" => ViewRules.Concat(node, shapes),
            "Einsum" => ProductRules.Einsum(node, shapes),
            "ExpandDims" => ViewRules.ExpandDims(node, shapes),
            "Fill" or "Reshape" when shapes[node.Inputs[node.Op == "Fill" ? 0 : 1]].Content is { } content => ViewRules.Reshape(node, content, shapes),
            "GatherV2" => Gather(node, shapes),
            "MatMul" => ProductRules.MatMul(node, shapes),
            "OneHot" => OneHot(node, shapes),
            "Pack" => ViewRules.Pack(node, shapes),
            "Range" => Range(node, shapes),
            "Select" => new SymbolicTensor(shapes[node.Inputs[1]].Sizes),
            "Shape" when shapes[node.Inputs[0]].Sizes is { } sizes => new SymbolicTensor([new SymbolicSize(sizes.Length)], sizes),
            "Slice" => ViewRules.Slice(node, shapes),
            "SparseSegmentMean" or "SparseSegmentSqrtN" or "SparseSegmentSum" when shapes[node.Inputs[0]].Sizes is { Length: > 0 } rows =>
                new SymbolicTensor([shapes.Fresh(node, 0), .. rows.AsSpan(1)]),
            "SparseToDense" => new SymbolicTensor(shapes[node.Inputs[1]].Content),
            "Squeeze" => ViewRules.Squeeze(node, shapes),
            "StridedSlice" => ViewRules.StridedSlice(node, shapes),
            "Tile" => Tile(node, shapes),
            "Transpose" => Transpose(node, shapes),
            "Unique" or "UniqueWithCounts" => new SymbolicTensor([shapes.Fresh(node, 0)]),
            "Where" when shapes[node.Inputs[0]].Sizes is { } sizes => new SymbolicTensor([shapes.Fresh(node, 0), new SymbolicSize(sizes.Length)]),
            _ => SymbolicTensor.Unknown,
        };
    }

    private static SymbolicTensor BroadcastAll(Node node, ShapeAnalysis shapes)
    {
        SymbolicSize[]? sizes = shapes[node.Inputs[0]].Sizes;
        for (int i = 1; i < node.Inputs.Count && sizes is not null; i++)
            sizes = shapes[node.Inputs[i]].Sizes is { } other ? Broadcast(sizes, other, node, shapes) : null;
        return new SymbolicTensor(sizes);
    }

    /// <summary>The sizes of what is computed of elements of two tensors, the smaller one being stretched.</summary>
    public static SymbolicSize[] Broadcast(SymbolicSize[] left, SymbolicSize[] right, Node node, ShapeAnalysis shapes)
    {
        var sizes = new SymbolicSize[Math.Max(left.Length, right.Length)];
        for (int i = 1; i <= sizes.Length; i++)
        {
            SymbolicSize a = i <= left.Length ? left[^i] : new SymbolicSize(1), b = i <= right.Length ? right[^i] : new SymbolicSize(1);
            // A known size other than 1 wins: the other one is the same or 1.
            sizes[^i] = a == b || b.Is(1) ? a : a.Is(1) ? b : a.IsKnown ? a : b.IsKnown ? b : shapes.Fresh(node, sizes.Length - i);
        }
        return sizes;
    }

    private static SymbolicTensor Reduce(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]].Sizes is not { } sizes || shapes.IntegersOf(node.Inputs[1]) is not { } axes)
            return SymbolicTensor.Unknown;
        var isReduced = new bool[sizes.Length];
        foreach (long axis in axes)
        {
            if (axis < -sizes.Length || axis >= sizes.Length)
                return SymbolicTensor.Unknown;
            isReduced[axis < 0 ? axis + sizes.Length : axis] = true;
        }
        bool keeps = node.Attributes.Bool("keep_dims", false);
        return new SymbolicTensor(
            [.. sizes.Select((s, i) => isReduced[i] ? new SymbolicSize(1) : s).Where((_, i) => keeps || !isReduced[i])],
            node.Op == "Prod" && isReduced is [true] && shapes[node.Inputs[0]].Content is { } content ? [Product(content, node, shapes)] : null);
    }

    private static SymbolicSize Product(SymbolicSize[] factors, Node node, ShapeAnalysis shapes)
    {
        SymbolicSize[] others = [.. factors.Where(f => !f.Is(1))];
        if (others.Length <= 1)
            return others.Length == 0 ? new SymbolicSize(1) : others[0];
        long product = 1;
        foreach (SymbolicSize factor in others)
        {
            if (!factor.IsKnown || factor.Value < 0 || Math.BigMul(product, factor.Value, out product) != 0 || product < 0)
                return shapes.Fresh(node, ViewRules.UnknownElement);
        }
        return new SymbolicSize(product);
    }

    private static SymbolicTensor Gather(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]].Sizes is not { } data || shapes[node.Inputs[1]].Sizes is not { } indices || shapes.IntegersOf(node.Inputs[2]) is not [long axis]
            || node.Attributes.Int("batch_dims", 0) != 0 || axis < -data.Length || axis >= data.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + data.Length : axis);
        SymbolicSize[]? content = data.Length == 1 && indices.Length <= 1 && shapes[node.Inputs[0]].Content is { } elements && shapes.IntegersOf(node.Inputs[1]) is { } places
            && places.All(p => p >= 0 && p < elements.Length) ? [.. places.Select(p => elements[p])] : null;
        return new SymbolicTensor([.. data.AsSpan(0, at), .. indices, .. data.AsSpan(at + 1)], content);
    }

    private static SymbolicTensor OneHot(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]].Sizes is not { } indices || shapes[node.Inputs[1]].Content is not [var depth])
            return SymbolicTensor.Unknown;
        long axis = node.Attributes.Int("axis", -1);
        int at = axis == -1 ? indices.Length : (int)Math.Clamp(axis, 0, indices.Length);
        return new SymbolicTensor([.. indices.AsSpan(0, at), depth, .. indices.AsSpan(at)]);
    }

    private static SymbolicTensor Range(Node node, ShapeAnalysis shapes) => new(
        shapes[node.Inputs[0]].Content is [var start] && start.Is(0) && shapes[node.Inputs[1]].Content is [var limit] && (!limit.IsKnown || limit.Value >= 0)
            && shapes[node.Inputs[2]].Content is [var step] && step.Is(1)
            ? [limit]
            : [shapes.Fresh(node, 0)]);

    private static SymbolicTensor Tile(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]].Sizes is not { } sizes)
            return SymbolicTensor.Unknown;
        SymbolicSize[]? times = shapes[node.Inputs[1]].Content;
        return new SymbolicTensor([.. sizes.Select((s, i) => times is null || i >= times.Length ? shapes.Fresh(node, i)
            : times[i].Is(1) ? s : s.Is(1) ? times[i] : s.IsKnown && times[i].IsKnown ? new SymbolicSize(s.Value * times[i].Value) : shapes.Fresh(node, i))]);
    }

    private static SymbolicTensor Transpose(Node node, ShapeAnalysis shapes) =>
        shapes[node.Inputs[0]].Sizes is { } sizes && shapes.IntegersOf(node.Inputs[1]) is { } order && order.Length == sizes.Length && order.All(o => o >= 0 && o < sizes.Length)
            ? new SymbolicTensor([.. order.Select(o => sizes[o])])
            : SymbolicTensor.Unknown;
}
