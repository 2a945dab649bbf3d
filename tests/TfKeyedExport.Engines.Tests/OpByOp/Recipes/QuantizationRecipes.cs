using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Numbers rounded as integers of few bits would hold them.</summary>
internal static class QuantizationRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("FakeQuantWithMinMaxArgs", Fixed()),
        new("FakeQuantWithMinMaxVars", Given("FakeQuantWithMinMaxVars", perChannel: false)),
        new("FakeQuantWithMinMaxVarsPerChannel", Given("FakeQuantWithMinMaxVarsPerChannel", perChannel: true)),
        new("QuantizeAndDequantizeV2", Rounded("QuantizeAndDequantizeV2")),
        new("QuantizeAndDequantizeV3", Rounded("QuantizeAndDequantizeV3")),
        new("QuantizeAndDequantizeV4", Rounded("QuantizeAndDequantizeV4")),
    ];

    // Numbers that lie between two levels, never in the middle: there the last bit decides.
    private static Gen<Tensor> Between(long[] shape) =>
        Gen.Float[-8, 8].Array[(int)new TensorShape(shape).ElementCount()].Select(
            v => Tensor.From<float>(new TensorShape(shape), [.. v.Select(x => float.IsSubnormal(x) ? 0 : x)]));

    private static Gen<OpCase> Fixed() =>
        from shape in Shapes.Any
        from input in Between(shape)
        from min in Gen.OneOf(-6f, -1, 0, 0.5f)
        from bits in Gen.Long[2, 16]
        from narrow in Gen.Bool
        select Cases.Of(
            "FakeQuantWithMinMaxArgs", [input], ("min", Attributes.Of(min)), ("max", Attributes.Of(6f)), ("num_bits", Attributes.Of(bits)),
            ("narrow_range", Attributes.Of(narrow)));

    private static Gen<OpCase> Given(string op, bool perChannel) =>
        from shape in Shapes.Size.Array[1, 3]
        from input in Between(shape)
        let channels = perChannel ? (int)shape[^1] : 1
        from min in Gen.OneOf(-6f, -1, 0, 0.5f).Array[channels]
        from span in Gen.OneOf(1f, 7, 2.5f).Array[channels]
        from bits in Gen.Long[2, 16]
        from narrow in Gen.Bool
        let whole = perChannel ? new TensorShape(channels) : TensorShape.Scalar
        select Cases.Of(
            op, [input, Tensor.From<float>(whole, min), Tensor.From<float>(whole, [.. min.Zip(span, (a, b) => a + b)])],
            ("num_bits", Attributes.Of(bits)), ("narrow_range", Attributes.Of(narrow)));

    // Of numbers below zero an unsigned range that nobody gives makes nothing that two engines agree about.
    private static Gen<OpCase> Rounded(string op) =>
        from shape in Gen.Long[1, 5].Array[1, 3]
        from input in Between(shape)
        from axis in Gen.Int[-1, shape.Length - 1]
        let slices = axis < 0 ? 1 : (int)shape[axis]
        from min in Gen.OneOf(-6f, -1, -0.5f).Array[slices]
        from max in Gen.OneOf(1f, 7, 2.5f).Array[slices]
        from given in Gen.Bool
        from unsigned in Gen.Bool
        from narrow in Gen.Bool
        from bits in Gen.Long[3, 12]
        from up in Gen.Bool
        let signed = !unsigned || !given
        let whole = axis < 0 ? TensorShape.Scalar : new TensorShape(slices)
        let inputs = new[] { input, Tensor.From<float>(whole, min), Tensor.From<float>(whole, max) }
        select op.EndsWith("V3", StringComparison.Ordinal)
            ? Cases.Of(
                op, [.. inputs, Cases.Scalar(DataType.Int32, bits)], ("signed_input", Attributes.Of(signed)), ("range_given", Attributes.Of(given)),
                ("narrow_range", Attributes.Of(narrow)), ("axis", Attributes.Of((long)axis)))
            : Cases.Of(
                op, inputs, ("signed_input", Attributes.Of(signed)), ("range_given", Attributes.Of(given)), ("narrow_range", Attributes.Of(narrow)),
                ("axis", Attributes.Of((long)axis)), ("num_bits", Attributes.Of(bits)), ("round_mode", Attributes.Of(up ? "HALF_UP" : "HALF_TO_EVEN")));
}
