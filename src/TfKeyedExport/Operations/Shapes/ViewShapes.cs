using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations that arrange elements anew; models compute shapes with them, so they follow elements, too.</summary>
internal static class ViewShapes
{
    /// <summary>The most elements that are followed.</summary>
    private const int MostElements = 16;

    public static SymbolicTensor ExpandDims(ShapeRequest request)
    {
        if (request[0] is not { Sizes: { } sizes } input || request.Integers(1) is not [long axis] || axis < -sizes.Length - 1 || axis > sizes.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + sizes.Length + 1 : axis);
        return new SymbolicTensor([.. sizes.AsSpan(0, at), new SymbolicSize(1), .. sizes.AsSpan(at)], sizes.Length == 0 ? input.Content : null);
    }

    public static SymbolicTensor Squeeze(ShapeRequest request)
    {
        if (request[0] is not { Sizes: { } sizes } input)
            return SymbolicTensor.Unknown;
        IReadOnlyList<long> axes = request.Attributes.Has("squeeze_dims") ? request.Attributes.Ints("squeeze_dims") : [];
        if (axes.Count == 0 && sizes.Any(s => !s.IsKnown))
            return SymbolicTensor.Unknown;
        return new SymbolicTensor(
            [.. sizes.Where((s, i) => axes.Count == 0 ? !s.Is(1) : !axes.Contains(i) && !axes.Contains(i - sizes.Length))],
            sizes.Length <= 1 ? input.Content : null);
    }

    /// <summary>The sizes that are the second input's elements; one of them may be left open.</summary>
    public static SymbolicTensor Reshape(ShapeRequest request)
    {
        if (request[1].Content is not { } target)
            return SymbolicTensor.Unknown;
        int inferred = Array.FindIndex(target, t => t.Is(-1));
        SymbolicSize[] sizes = [.. target];
        if (inferred < 0)
            sizes = [.. target.Select((t, i) => MayBeOpen(t, target, request) ? request.Fresh(i) : t)];
        else
            sizes[inferred] = Rest(request[0].Sizes, target, inferred, request) ?? request.Fresh(inferred);
        return IsShape(sizes) ? new SymbolicTensor(sizes, sizes.Length <= 1 ? request[0].Content : null) : SymbolicTensor.Unknown;
    }

    /// <summary>Whether an element is -1 in some calls: one of all sizes may be left open so, and no element that is there twice.</summary>
    public static bool MayBeOpen(SymbolicSize size, SymbolicSize[] target, ShapeRequest request) =>
        !size.IsKnown && !request.IsSize(size) && target.Count(t => t == size) == 1 && !Array.Exists(target, t => t.Is(-1));

    /// <summary>The sizes that are the first input's elements.</summary>
    public static SymbolicTensor Fill(ShapeRequest request) =>
        request[0].Content is { } sizes && IsShape(sizes) ? new SymbolicTensor([.. sizes]) : SymbolicTensor.Unknown;

    private static bool IsShape(SymbolicSize[] sizes) => Array.TrueForAll(sizes, s => !s.IsKnown || s.Value >= 0);

    public static SymbolicTensor Concat(ShapeRequest request)
    {
        int count = request.InputCount - 1;
        if (request.Integers(count) is not [long axis] || request[0].Sizes is not { } first || axis < -first.Length || axis >= first.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + first.Length : axis);
        SymbolicSize[] sizes = [.. first];
        long sum = 0;
        for (int i = 0; i < count && sum >= 0; i++)
        {
            if (request[i].Sizes is not { } part || part.Length != sizes.Length)
                return SymbolicTensor.Unknown;
            sum = part[at].IsKnown ? sum + part[at].Value : -1;
            // Away from the axis all parts have the same sizes: one that is known says what the others are.
            for (int d = 0; d < sizes.Length; d++)
                sizes[d] = part[d].IsKnown ? part[d] : sizes[d];
        }
        sizes[at] = sum < 0 ? request.Fresh(at) : new SymbolicSize(sum);
        return new SymbolicTensor(sizes, sizes.Length == 1 ? Joined(count, request) : null)
        {
            OneMoreThan = sizes.Length == 1 && count == 2 && request[0].Sizes is [{ IsKnown: true, Value: 1 }] && request[1].Sizes is [var rest] ? rest : null,
        };
    }

    public static SymbolicTensor Pack(ShapeRequest request)
    {
        if (request[0].Sizes is not { } sizes)
            return SymbolicTensor.Unknown;
        long axis = request.Attributes.Int("axis", 0);
        if (axis < -sizes.Length - 1 || axis > sizes.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + sizes.Length + 1 : axis);
        return new SymbolicTensor(
            [.. sizes.AsSpan(0, at), new SymbolicSize(request.InputCount), .. sizes.AsSpan(at)],
            sizes.Length == 0 ? Joined(request.InputCount, request) : null);
    }

    public static SymbolicTensor Slice(ShapeRequest request)
    {
        SymbolicTensor input = request[0];
        if (request.Integers(1) is not { } begin || request.Integers(2) is not { } size || begin.Length != size.Length
            || (input.Sizes is not null && input.Sizes.Length != begin.Length))
            return SymbolicTensor.Unknown;
        var sizes = new SymbolicSize[size.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            // A size of -1 takes all that follows.
            SymbolicSize? whole = input.Sizes?[i];
            sizes[i] = size[i] >= 0 ? new SymbolicSize(size[i])
                : whole is { IsKnown: true, Value: var count } ? new SymbolicSize(Math.Max(0, count - begin[i]))
                : begin[i] == 0 && whole is { } same ? same : request.Fresh(i);
        }
        return new SymbolicTensor(
            sizes, sizes is [{ IsKnown: true, Value: <= MostElements }] ? Part(input.Content, begin[0], sizes[0].Value, 1, request) : null);
    }

    /// <summary>Ranges with steps, single elements and new axes; of small vectors, the elements too.</summary>
    public static SymbolicTensor StridedSlice(ShapeRequest request)
    {
        if (request[0] is not { Sizes: [{ IsKnown: true } length] } input || request.Integers(1) is not [long begin]
            || request.Integers(2) is not [long end] || request.Integers(3) is not [long stride])
            return Parts(request);
        StridedSliceMasks masks = StridedSliceMasks.Of(request.Attributes);
        if (stride <= 0 || !masks.TakesDimensionsInOrder)
            return Parts(request);
        long Clamp(long at) => Math.Clamp(at < 0 ? at + length.Value : at, 0, length.Value);
        // Further bits are no dimension's.
        if ((masks.ShrinkAxis & 1) != 0)
            return new SymbolicTensor([], Part(input.Content, begin < 0 ? begin + length.Value : begin, 1, 1, request));
        long first = (masks.Begin & 1) != 0 ? 0 : Clamp(begin);
        long last = (masks.End & 1) != 0 ? length.Value : Clamp(end);
        long count = last <= first ? 0 : ((last - first - 1) / stride) + 1;
        return new SymbolicTensor([new SymbolicSize(count)], Part(input.Content, first, count, stride, request));
    }

    private static SymbolicTensor Parts(ShapeRequest request)
    {
        if (request[0].Sizes is not { } input || SlicePart.Of(request.Attributes, input, request[1], request[2], request[3]) is not { } parts)
            return SymbolicTensor.Unknown;
        var sizes = new List<SymbolicSize>();
        foreach (SlicePart part in parts.Where(p => !p.Shrinks))
            sizes.Add(
                part.Dimension < 0
                    ? new SymbolicSize(1)
                    : Taken(part, input[part.Dimension], input.Length == 1 ? request[0].OneMoreThan : null) ?? request.Fresh(sizes.Count));
        return new SymbolicTensor([.. sizes]);
    }

    private static SymbolicSize? Taken(SlicePart part, SymbolicSize size, SymbolicSize? oneMoreThan)
    {
        if (part.IsWhole || part.IsReversed)
            return size;
        // All but the first, or all but the last.
        bool leavesOne = part.HasSteps && ((part.Begin is { IsKnown: true, Value: 1 } && part.IsOpen)
            || (part.Begin is { IsKnown: true, Value: 0 } && part.End is { IsKnown: true, Value: -1 }));
        if (leavesOne && oneMoreThan is { } rest)
            return rest;
        if (!part.HasSteps || part.Begin is not { IsKnown: true, Value: var begin } || !(part.IsOpen || part.End is { IsKnown: true }) || !size.IsKnown)
            return null;
        long Clamp(long at) => Math.Clamp(at < 0 ? at + size.Value : at, 0, size.Value);
        return new SymbolicSize(Math.Max(0, (part.IsOpen ? size.Value : Clamp(part.End!.Value.Value)) - Clamp(begin)));
    }

    private static SymbolicSize[]? Part(SymbolicSize[]? content, long first, long count, long stride, ShapeRequest request)
    {
        if (content is not null)
            return first >= 0 && first + ((Int128)(count - 1) * stride) < content.Length
                ? [.. Enumerable.Range(0, (int)count).Select(i => content[first + (i * stride)])]
                : null;
        // An element that nobody knows is a size like any other: what is made of it twice is the same.
        return count == 1 && request.OutputType is DataType.Int32 or DataType.Int64 ? [request.Fresh(UnknownElement)] : null;
    }

    /// <summary>The dimension that the origin of an element has, which is no size of a tensor.</summary>
    public const int UnknownElement = -1;

    private static SymbolicSize[]? Joined(int count, ShapeRequest request)
    {
        var content = new List<SymbolicSize>();
        for (int i = 0; i < count; i++)
        {
            if (request[i].Content is not { } part || content.Count + part.Length > MostElements)
                return null;
            content.AddRange(part);
        }
        return [.. content];
    }

    // The size that is left for one dimension: all elements by the product of the other sizes.
    private static SymbolicSize? Rest(SymbolicSize[]? input, SymbolicSize[] target, int inferred, ShapeRequest request)
    {
        SymbolicSize? elements = input is null ? null : new SymbolicSize(1), others = new SymbolicSize(1);
        foreach (SymbolicSize size in input ?? [])
            elements = elements is { } product ? request.Product(product, size) : null;
        for (int i = 0; i < target.Length; i++)
            others = i == inferred ? others
                : target[i] is { IsKnown: true, Value: <= 0 } || others is not { } product ? null
                : request.Product(product, target[i]);
        return elements is { } all && others is { } part && (part.IsKnown || AreOf(input!, target)) ? request.Quotient(all, part) : null;
    }

    // Where a size that is given is 0, those of 0 are left out of the input's as well: of a product that is 0, other factors would be left over.
    private static bool AreOf(SymbolicSize[] input, SymbolicSize[] target)
    {
        List<SymbolicSize> rest = [.. input];
        return target.All(t => t.IsKnown || rest.Remove(t));
    }
}
