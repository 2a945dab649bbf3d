namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Operations on which the engines are known to differ, with what was seen. An entry goes when its cause does.</summary>
internal static class KnownDifferences
{
    private const string ComplexOverflow = "complex numbers whose parts overflow, vanish or are infinite: NaN in place of infinity or zero, or the other way round";
    private const string ComplexRounding = "complex numbers: rounded in another order, some ULPs";
    private const string SmallFloats = "half and bfloat16: TensorFlow rounds after each step, here the whole is computed in float32 and rounded once";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["AddN"] = SmallFloats,
        ["Cos"] = ComplexOverflow,
        ["Cosh"] = ComplexOverflow,
        ["Digamma"] = "float64: 11 ULP at 1",
        ["Div"] = ComplexOverflow,
        ["DivNoNan"] = ComplexRounding,
        ["Einsum"] = SmallFloats,
        ["Elu"] = "TensorFlow computes exp(x) - 1, which is 0 for the smallest x; here they keep their value",
        ["Erf"] = "float64: TensorFlow answers NaN for very large numbers, here they give 1",
        ["Erfinv"] = "near zero TensorFlow gives 0, here the digits stay",
        ["Exp"] = ComplexOverflow,
        ["FloorDiv"] = "a small negative number divided by a large one: TensorFlow gives -0, here -1",
        ["Inv"] = ComplexOverflow,
        ["Lgamma"] = "15 ULP near 3",
        ["Log"] = ComplexRounding,
        ["Mul"] = ComplexOverflow,
        ["MulNoNan"] = ComplexOverflow,
        ["Pow"] = ComplexRounding,
        ["RealDiv"] = ComplexOverflow,
        ["Reciprocal"] = ComplexOverflow,
        ["Reshape"] = "an empty tensor to [-1, 0]: TensorFlow makes the open size 1, here it is 0",
        ["Round"] = "integers: TensorFlow's answer for int64 is not the integer itself in every case",
        ["Rsqrt"] = ComplexOverflow,
        ["Selu"] = "TensorFlow computes exp(x) - 1, which is 0 for the smallest x; here they keep their value",
        ["Sigmoid"] = ComplexRounding,
        ["Sin"] = ComplexOverflow,
        ["Sinh"] = ComplexOverflow,
        ["Softplus"] = SmallFloats,
        ["Sqrt"] = ComplexRounding,
        ["Square"] = ComplexOverflow,
        ["SquaredDifference"] = ComplexOverflow,
        ["Tan"] = ComplexOverflow,
        ["Tanh"] = ComplexRounding,
    };
}
