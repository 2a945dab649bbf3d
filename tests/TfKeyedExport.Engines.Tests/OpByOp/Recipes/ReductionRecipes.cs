using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Taking elements along axes together.</summary>
internal static class ReductionRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "Sum", "Mean", "Prod", "Max", "Min", "EuclideanNorm" }.Select(op => new Recipe(op, Reduction(op))),
        .. new[] { "All", "Any" }.Select(op => new Recipe(op, Reduction(op))),
        .. new[] { "ArgMax", "ArgMin" }.Select(op => new Recipe(op, ArgExtreme(op))),
        .. new[] { "Cumsum", "Cumprod" }.Select(op => new Recipe(op, Scan(op))),
        new("CumulativeLogsumexp", Scan("CumulativeLogsumexp", widened: false)),
    ];

    private static Gen<OpCase> Reduction(string op) =>
        from type in op is "All" or "Any" ? Gen.Const(DataType.Bool) : Attributes.Types(op)
        from shape in Shapes.Any
        from input in op is "Sum" or "Mean" or "Prod" or "EuclideanNorm" ? Few(type, shape) : Values.Of(type, shape)
        from chosen in Gen.Bool.Array[shape.Length]
        from negative in Gen.Bool
        from keep in Gen.Bool
        select new OpCase(op, Typed(op, type, ("keep_dims", Attributes.Of(keep))), [input, Axes(chosen, negative)]);

    private static Gen<OpCase> ArgExtreme(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Size.Array[1, 3]
        from input in Values.Of(type == DataType.Bool ? DataType.Int32 : type, shape)
        from axis in Gen.Int[-shape.Length, shape.Length - 1]
        select new OpCase(
            op, new() { ["T"] = Attributes.Of(input.Type), ["Tidx"] = Attributes.Of(DataType.Int32), ["output_type"] = Attributes.Of(DataType.Int64) },
            [input, Tensor.From<int>(TensorShape.Scalar, [axis])]);

    // Logarithms of sums are rounded after every step: 16-bit floats differ by what one engine keeps.
    private static Gen<OpCase> Scan(string op, bool widened = true) =>
        from type in widened ? Attributes.Types(op) : Gen.OneOf(DataType.Float, DataType.Double)
        from shape in Shapes.Size.Array[1, 3]
        from input in Few(type, shape)
        from axis in Gen.Int[-shape.Length, shape.Length - 1]
        from exclusive in Gen.Bool
        from reverse in Gen.Bool
        select new OpCase(
            op, Typed(op, type, ("exclusive", Attributes.Of(exclusive)), ("reverse", Attributes.Of(reverse))),
            [input, Tensor.From<int>(TensorShape.Scalar, [axis])]);

    // 16-bit floats are rounded step by step in one engine and once in the other: whole numbers come out alike.
    private static Gen<Tensor> Few(DataType type, long[] shape) =>
        type is DataType.Half or DataType.Bfloat16
            ? Values.Of(DataType.Bool, shape).Select(t => type == DataType.Half
                ? Tensor.From<Half>(t.Shape, [.. t.Values<bool>().ToArray().Select(b => b ? Half.One : Half.Zero)])
                : Tensor.From<BFloat16>(t.Shape, [.. t.Values<bool>().ToArray().Select(b => (BFloat16)(b ? 1f : 0f))]))
            : LinearRecipes.Finite(type, shape);

    private static Tensor Axes(bool[] chosen, bool negative)
    {
        int[] axes = [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i]).Select(i => negative ? i - chosen.Length : i)];
        return Tensor.From<int>(axes);
    }

    private static Dictionary<string, AttrValue> Typed(string op, DataType type, params (string Name, AttrValue Value)[] others)
    {
        var attributes = new Dictionary<string, AttrValue> { ["Tidx"] = Attributes.Of(DataType.Int32) };
        if (op is not ("All" or "Any"))
            attributes["T"] = Attributes.Of(type);
        foreach ((string name, AttrValue value) in others)
            attributes[name] = value;
        return attributes;
    }
}
