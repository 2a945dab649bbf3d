using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of one element or of pairs of elements.</summary>
internal static class ElementwiseKernels
{
    private static readonly DataType[] Complexes = [DataType.Complex64, DataType.Complex128];
    private static readonly DataType[] NumbersAndComplex = [.. TypeSets.Numbers, .. Complexes];
    private static readonly DataType[] FloatsAndComplex = [.. TypeSets.Floats, .. Complexes];

    public static void Register(KernelRegistry registry) => registry
        .AddStep<ElementwiseStep>((r, step) => new FusedElementwiseKernel(r, step))
        .AddStep<QuietReluStep>((_, step) => NumberKernels.Quiet(step))
        .Add(ElementwiseOperations.Abs, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Unary(r, UnaryNumberOperation.Abs), widens: true)
        .Add(ElementwiseOperations.Acos, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Acosh, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(
            ElementwiseOperations.Add, Exactness.BitExact, [.. NumbersAndComplex, DataType.String],
            r => r.InputType(0) == DataType.String ? new StringAddKernel() : NumberKernels.Binary(r, BinaryNumberOperation.Add), widens: true)
        .Add(ElementwiseOperations.AddN, Exactness.BitExact, [.. NumbersAndComplex, .. TypeSets.SmallFloats], AddNKernels.Create)
        .Add(ElementwiseOperations.AddV2, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.Add), widens: true)
        .Add(ElementwiseOperations.Angle, Exactness.Close, Complexes, ComplexPartKernels.Part)
        .Add(ElementwiseOperations.Asin, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Asinh, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Atan, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Atan2, Exactness.Close, TypeSets.Floats, FloatingKernels.Binary, widens: true)
        .Add(ElementwiseOperations.Atanh, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.BitwiseAnd, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.BitwiseOr, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.BitwiseXor, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.Cast, Exactness.BitExact, CastKernels.Types, CastKernels.Create, typeAttribute: "SrcT")
        .Add(ElementwiseOperations.Ceil, Exactness.BitExact, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.ClipByValue, Exactness.BitExact, TypeSets.Numbers, ClipByValueKernels.Create, widens: true)
        .Add(ElementwiseOperations.Complex, Exactness.BitExact, TypeSets.Floats, ComplexPartKernels.Join)
        .Add(ElementwiseOperations.ComplexAbs, Exactness.Close, Complexes, ComplexPartKernels.Part)
        .Add(ElementwiseOperations.Conj, Exactness.BitExact, Complexes, ComplexFunctionKernels.Unary)
        .Add(ElementwiseOperations.Cos, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Cosh, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Digamma, Exactness.Special, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Div, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.Div), widens: true)
        .Add(ElementwiseOperations.DivNoNan, Exactness.BitExact, FloatsAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.DivNoNan), widens: true)
        .Add(ElementwiseOperations.Elu, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Equal, Exactness.BitExact, TypeSets.PlainAndStrings, ComparisonKernels.Equality, widens: true)
        .Add(ElementwiseOperations.Erf, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Erfc, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Erfinv, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Exp, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Expm1, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Floor, Exactness.BitExact, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.FloorDiv, Exactness.BitExact, [.. TypeSets.Numbers, .. TypeSets.SmallFloats], SmallFloatQuotients.Create)
        .Add(ElementwiseOperations.FloorMod, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.FloorMod), widens: true)
        .Add(ElementwiseOperations.Greater, Exactness.BitExact, TypeSets.Numbers, ComparisonKernels.Order, widens: true)
        .Add(ElementwiseOperations.GreaterEqual, Exactness.BitExact, TypeSets.Numbers, ComparisonKernels.Order, widens: true)
        .Add(ElementwiseOperations.Imag, Exactness.BitExact, Complexes, ComplexPartKernels.Part)
        .Add(ElementwiseOperations.Inv, Exactness.Close, FloatsAndComplex, r => NumberKernels.Unary(r, UnaryNumberOperation.Reciprocal), widens: true)
        .Add(ElementwiseOperations.Invert, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.IsFinite, Exactness.BitExact, TypeSets.Floats, ComparisonKernels.Kind, widens: true)
        .Add(ElementwiseOperations.IsInf, Exactness.BitExact, TypeSets.Floats, ComparisonKernels.Kind, widens: true)
        .Add(ElementwiseOperations.IsNan, Exactness.BitExact, TypeSets.Floats, ComparisonKernels.Kind, widens: true)
        .Add(
            ElementwiseOperations.LeakyRelu, Exactness.Close, TypeSets.Floats,
            r => r.InputType(0) == DataType.Float ? new LeakyReluKernel<float>(r) : new LeakyReluKernel<double>(r), widens: true)
        .Add(ElementwiseOperations.LeftShift, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.Less, Exactness.BitExact, TypeSets.Numbers, ComparisonKernels.Order, widens: true)
        .Add(ElementwiseOperations.LessEqual, Exactness.BitExact, TypeSets.Numbers, ComparisonKernels.Order, widens: true)
        .Add(ElementwiseOperations.Lgamma, Exactness.Special, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Log, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Log1p, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.LogicalAnd, Exactness.BitExact, TypeSets.Any, _ => new BinaryKernel<byte, byte, LogicalAndOperation>())
        .Add(ElementwiseOperations.LogicalNot, Exactness.BitExact, TypeSets.Any, _ => new UnaryKernel<byte, byte, LogicalNotOperation>())
        .Add(ElementwiseOperations.LogicalOr, Exactness.BitExact, TypeSets.Any, _ => new BinaryKernel<byte, byte, LogicalOrOperation>())
        .Add(ElementwiseOperations.Maximum, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.Maximum), widens: true)
        .Add(ElementwiseOperations.Minimum, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.Minimum), widens: true)
        .Add(ElementwiseOperations.Mod, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.TruncateMod), widens: true)
        .Add(ElementwiseOperations.Mul, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.Mul), widens: true)
        .Add(ElementwiseOperations.MulNoNan, Exactness.BitExact, FloatsAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.MulNoNan), widens: true)
        .Add(ElementwiseOperations.Ndtri, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Neg, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Unary(r, UnaryNumberOperation.Neg), widens: true)
        .Add(ElementwiseOperations.NextAfter, Exactness.BitExact, TypeSets.Floats, FloatingKernels.Binary)
        .Add(ElementwiseOperations.NotEqual, Exactness.BitExact, TypeSets.PlainAndStrings, ComparisonKernels.Equality, widens: true)
        .Add(ElementwiseOperations.PopulationCount, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(
            ElementwiseOperations.Pow, Exactness.Close,
            [.. TypeSets.Floats, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Complex128], PowKernels.Create, widens: true)
        .Add(ElementwiseOperations.Real, Exactness.BitExact, Complexes, ComplexPartKernels.Part)
        .Add(ElementwiseOperations.RealDiv, Exactness.BitExact, FloatsAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.Div), widens: true)
        .Add(ElementwiseOperations.Reciprocal, Exactness.Close, FloatsAndComplex, r => NumberKernels.Unary(r, UnaryNumberOperation.Reciprocal), widens: true)
        .Add(ElementwiseOperations.Relu, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Unary(r, UnaryNumberOperation.Relu), widens: true)
        .Add(ElementwiseOperations.Relu6, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Unary(r, UnaryNumberOperation.Relu6), widens: true)
        .Add(ElementwiseOperations.RightShift, Exactness.BitExact, TypeSets.Integers, BitKernels.Create)
        .Add(ElementwiseOperations.Rint, Exactness.BitExact, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Round, Exactness.BitExact, TypeSets.Numbers, RoundKernels.Create, widens: true)
        .Add(ElementwiseOperations.Rsqrt, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Select, Exactness.BitExact, TypeSets.PlainAndStrings, SelectKernels.Create)
        .Add(ElementwiseOperations.SelectV2, Exactness.BitExact, TypeSets.PlainAndStrings, SelectKernels.Create)
        .Add(ElementwiseOperations.Selu, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Sigmoid, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Sign, Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Unary(r, UnaryNumberOperation.Sign), widens: true)
        .Add(ElementwiseOperations.Sin, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Sinh, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Softplus, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Softsign, Exactness.Close, TypeSets.Floats, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Sqrt, Exactness.BitExact, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Square, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Unary(r, UnaryNumberOperation.Square), widens: true)
        .Add(
            ElementwiseOperations.SquaredDifference, Exactness.Close, NumbersAndComplex,
            r => NumberKernels.Binary(r, BinaryNumberOperation.SquaredDifference), widens: true)
        .Add(ElementwiseOperations.Sub, Exactness.BitExact, NumbersAndComplex, r => NumberKernels.Binary(r, BinaryNumberOperation.Sub), widens: true)
        .Add(ElementwiseOperations.Tan, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.Tanh, Exactness.Close, FloatsAndComplex, FloatingKernels.Unary, widens: true)
        .Add(ElementwiseOperations.TruncateDiv, Exactness.BitExact, TypeSets.Integers, r => NumberKernels.Binary(r, BinaryNumberOperation.TruncateDiv))
        .Add(
            ElementwiseOperations.TruncateMod, Exactness.BitExact, TypeSets.Numbers,
            r => NumberKernels.Binary(r, BinaryNumberOperation.TruncateMod), widens: true)
        .Add(ElementwiseOperations.Xdivy, Exactness.Close, TypeSets.Floats, FloatingKernels.Binary, widens: true)
        .Add(ElementwiseOperations.Xlog1py, Exactness.Close, TypeSets.Floats, FloatingKernels.Binary, widens: true)
        .Add(ElementwiseOperations.Xlogy, Exactness.Close, TypeSets.Floats, FloatingKernels.Binary, widens: true);
}
