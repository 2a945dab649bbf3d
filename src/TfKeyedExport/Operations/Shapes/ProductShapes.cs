namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of products of matrices and tensors.</summary>
internal static class ProductShapes
{
    public static SymbolicTensor MatMul(ShapeRequest request) => request[0].Sizes is [var a, var b] && request[1].Sizes is [var c, var d]
        ? new SymbolicTensor([request.Attributes.Bool("transpose_a", false) ? b : a, request.Attributes.Bool("transpose_b", false) ? c : d])
        : SymbolicTensor.Unknown;

    public static SymbolicTensor BatchMatMul(ShapeRequest request)
    {
        if (request[0].Sizes is not { Length: >= 2 } left || request[1].Sizes is not { Length: >= 2 } right)
            return SymbolicTensor.Unknown;
        SymbolicSize[] batch = ElementShapes.Broadcast(left[..^2], right[..^2], request);
        return new SymbolicTensor(
            [.. batch, left[request.Attributes.Bool("adj_x", false) ? ^1 : ^2], right[request.Attributes.Bool("adj_y", false) ? ^2 : ^1]]);
    }

    /// <summary>Equations whose dimensions all have names; nothing is said of others.</summary>
    public static SymbolicTensor Einsum(ShapeRequest request)
    {
        string[] sides = request.Attributes.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || sides[0].Contains('.', StringComparison.Ordinal))
            return SymbolicTensor.Unknown;
        string[] operands = sides[0].Split(',');
        var sizes = new Dictionary<char, SymbolicSize>();
        for (int i = 0; i < operands.Length && i < request.InputCount; i++)
        {
            if (request[i].Sizes is not { } operand || operand.Length != operands[i].Length)
                return SymbolicTensor.Unknown;
            for (int d = 0; d < operand.Length; d++)
            {
                // Equal names, equal sizes: a known one says the most. A size of 1 may be stretched.
                if (!sizes.TryGetValue(operands[i][d], out SymbolicSize size) || size.Is(1) || (operand[d].IsKnown && !operand[d].Is(1)))
                    sizes[operands[i][d]] = operand[d];
            }
        }
        return sides[1].All(sizes.ContainsKey) ? new SymbolicTensor([.. sides[1].Select(label => sizes[label])]) : SymbolicTensor.Unknown;
    }
}
