namespace TfKeyedExport.Graphs.Shapes;

/// <summary>The rules of operations that arrange elements anew; models compute shapes with them, so they follow elements, too.</summary>
internal static class ViewRules
{
    /// <summary>The most elements that are followed.</summary>
    private const int MostElements = 16;

    public static SymbolicTensor ExpandDims(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]] is not { Sizes: { } sizes } input || shapes.IntegersOf(node.Inputs[1]) is not [long axis] || axis < -sizes.Length - 1 || axis > sizes.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + sizes.Length + 1 : axis);
        return new SymbolicTensor([.. sizes.AsSpan(0, at), new SymbolicSize(1), .. sizes.AsSpan(at)], sizes.Length == 0 ? input.Content : null);
    }

    public static SymbolicTensor Squeeze(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]] is not { Sizes: { } sizes } input)
            return SymbolicTensor.Unknown;
        IReadOnlyList<long> axes = node.Attributes.Has("squeeze_dims") ? node.Attributes.Ints("squeeze_dims") : [];
        if (axes.Count == 0 && sizes.Any(s => !s.IsKnown))
            return SymbolicTensor.Unknown;
        return new SymbolicTensor(
            [.. sizes.Where((s, i) => axes.Count == 0 ? !s.Is(1) : !axes.Contains(i) && !axes.Contains(i - sizes.Length))], sizes.Length <= 1 ? input.Content : null);
    }

    public static SymbolicTensor Reshape(Node node, SymbolicSize[] target, ShapeAnalysis shapes)
    {
        int inferred = node.Op == "Reshape" ? Array.FindIndex(target, t => t.Is(-1)) : -1;
        SymbolicSize[] sizes = [.. target];
        if (inferred >= 0)
            sizes[inferred] = Rest(shapes[node.Inputs[0]].Sizes, target, inferred) ?? shapes.Fresh(node, inferred);
        return sizes.Any(s => s.IsKnown && s.Value < 0)
            ? SymbolicTensor.Unknown
            : new SymbolicTensor(sizes, node.Op == "Reshape" && sizes.Length <= 1 ? shapes[node.Inputs[0]].Content : null);
    }

    public static SymbolicTensor Concat(Node node, ShapeAnalysis shapes)
    {
        int count = node.Inputs.Count - 1;
        if (shapes.IntegersOf(node.Inputs[count]) is not [long axis] || shapes[node.Inputs[0]].Sizes is not { } first || axis < -first.Length || axis >= first.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + first.Length : axis);
        SymbolicSize[] sizes = [.. first];
        long sum = 0;
        for (int i = 0; i < count && sum >= 0; i++)
        {
            if (shapes[node.Inputs[i]].Sizes is not { } part || part.Length != sizes.Length)
                return SymbolicTensor.Unknown;
            sum = part[at].IsKnown ? sum + part[at].Value : -1;
            // Away from the axis all parts have the same sizes: one that is known says what the others are.
            for (int d = 0; d < sizes.Length; d++)
                sizes[d] = part[d].IsKnown ? part[d] : sizes[d];
        }
        sizes[at] = sum < 0 ? shapes.Fresh(node, at) : new SymbolicSize(sum);
        return new SymbolicTensor(sizes, sizes.Length == 1 ? Joined(node, count, shapes) : null);
    }

    public static SymbolicTensor Pack(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]].Sizes is not { } sizes)
            return SymbolicTensor.Unknown;
        long axis = node.Attributes.Int("axis", 0);
        if (axis < -sizes.Length - 1 || axis > sizes.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + sizes.Length + 1 : axis);
        return new SymbolicTensor(
            [.. sizes.AsSpan(0, at), new SymbolicSize(node.Inputs.Count), .. sizes.AsSpan(at)], sizes.Length == 0 ? Joined(node, node.Inputs.Count, shapes) : null);
    }

    public static SymbolicTensor Slice(Node node, ShapeAnalysis shapes)
    {
        SymbolicTensor input = shapes[node.Inputs[0]];
        if (shapes.IntegersOf(node.Inputs[1]) is not { } begin || shapes.IntegersOf(node.Inputs[2]) is not { } size || begin.Length != size.Length
            || (input.Sizes is not null && input.Sizes.Length != begin.Length))
            return SymbolicTensor.Unknown;
        var sizes = new SymbolicSize[size.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            // A size of -1 takes all that follows.
            SymbolicSize? whole = input.Sizes?[i];
            sizes[i] = size[i] >= 0 ? new SymbolicSize(size[i])
                : whole is { IsKnown: true, Value: var count } ? new SymbolicSize(Math.Max(0, count - begin[i]))
                : begin[i] == 0 && whole is { } same ? same : shapes.Fresh(node, i);
        }
        return new SymbolicTensor(sizes, sizes is [{ IsKnown: true, Value: <= MostElements }] ? Part(input.Content, begin[0], sizes[0].Value, 1, node, shapes) : null);
    }

    /// <summary>Slices of vectors with one range; nothing is said of others.</summary>
    public static SymbolicTensor StridedSlice(Node node, ShapeAnalysis shapes)
    {
        if (shapes[node.Inputs[0]] is not { Sizes: [{ IsKnown: true } length] } input || shapes.IntegersOf(node.Inputs[1]) is not [long begin]
            || shapes.IntegersOf(node.Inputs[2]) is not [long end] || shapes.IntegersOf(node.Inputs[3]) is not [long stride] || stride <= 0
            || node.Attributes.Int("ellipsis_mask", 0) != 0 || node.Attributes.Int("new_axis_mask", 0) != 0)
            return SymbolicTensor.Unknown;
        long Clamp(long at) => Math.Clamp(at < 0 ? at + length.Value : at, 0, length.Value);
        if (node.Attributes.Int("shrink_axis_mask", 0) != 0)
            return new SymbolicTensor([], Part(input.Content, begin < 0 ? begin + length.Value : begin, 1, 1, node, shapes));
        long first = node.Attributes.Int("begin_mask", 0) != 0 ? 0 : Clamp(begin);
        long last = node.Attributes.Int("end_mask", 0) != 0 ? length.Value : Clamp(end);
        long count = Math.Max(0, (last - first + stride - 1) / stride);
        return new SymbolicTensor([new SymbolicSize(count)], Part(input.Content, first, count, stride, node, shapes));
    }

    private static SymbolicSize[]? Part(SymbolicSize[]? content, long first, long count, long stride, Node node, ShapeAnalysis shapes)
    {
        if (content is not null)
            return first >= 0 && first + ((count - 1) * stride) < content.Length ? [.. Enumerable.Range(0, (int)count).Select(i => content[first + (i * stride)])] : null;
        // An element that nobody knows is a size like any other: what is made of it twice is the same.
        return count == 1 && node.Types[0] is Tensors.DataType.Int32 or Tensors.DataType.Int64 ? [shapes.Fresh(node, UnknownElement)] : null;
    }

    /// <summary>The dimension that the origin of an element has, which is no size of a tensor.</summary>
    public const int UnknownElement = -1;

    private static SymbolicSize[]? Joined(Node node, int count, ShapeAnalysis shapes)
    {
        var content = new List<SymbolicSize>();
        for (int i = 0; i < count; i++)
        {
            if (shapes[node.Inputs[i]].Content is not { } part || content.Count + part.Length > MostElements)
                return null;
            content.AddRange(part);
        }
        return [.. content];
    }

    // The size that is left for one dimension: all elements by the product of the other sizes, which must be numbers: with one that a call
    // brings, an empty call has no answer.
    private static SymbolicSize? Rest(SymbolicSize[]? input, SymbolicSize[] target, int inferred)
    {
        if (input is null)
            return null;
        int symbol = 0;
        long elements = 1, others = 1;
        foreach (SymbolicSize size in input)
        {
            if (!size.IsKnown && symbol != 0)
                return null;
            if (!size.IsKnown)
                symbol = size.Symbol;
            else if (!TryMultiply(ref elements, size.Value))
                return null;
        }
        for (int i = 0; i < target.Length; i++)
        {
            if (i != inferred && (!target[i].IsKnown || !TryMultiply(ref others, target[i].Value)))
                return null;
        }
        if (elements % others != 0 || (symbol != 0 && elements != others))
            return null;
        return new SymbolicSize(symbol == 0 ? elements / others : 0, symbol);
    }

    private static bool TryMultiply(ref long product, long size)
    {
        if (size <= 0 || product > long.MaxValue / size)
            return false;
        product *= size;
        return true;
    }
}
