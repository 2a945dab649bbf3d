using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>Applies an <see cref="ElementFunction"/> to whole registers of elements.</summary>
internal static unsafe class ElementRun<TSimd>
    where TSimd : unmanaged, ISimdFloat<TSimd>
{
    /// <summary>to[i] = f(a[i], b[i]). Whole registers are read and written; the result may lie over an operand.</summary>
    /// <param name="function">The function.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand; not read by a function of one element.</param>
    /// <param name="to">The result.</param>
    /// <param name="count">Elements; rounded up to whole registers.</param>
    public static void Run(ElementFunction function, float* a, float* b, float* to, int count)
    {
        switch (function)
        {
            case ElementFunction.Abs: Map<AbsOf>(a, to, count); break;
            case ElementFunction.Erf: Map<ErfFunction>(a, to, count); break;
            case ElementFunction.Erfc: Map<ErfcFunction>(a, to, count); break;
            case ElementFunction.Exp: Map<ExpFunction>(a, to, count); break;
            case ElementFunction.Log: Map<LogFunction>(a, to, count); break;
            case ElementFunction.Negate: Map<NegateOf>(a, to, count); break;
            case ElementFunction.QuietRelu: Map<QuietReluOf>(a, to, count); break;
            case ElementFunction.Reciprocal: Map<ReciprocalOf>(a, to, count); break;
            case ElementFunction.Relu: Map<ReluOf>(a, to, count); break;
            case ElementFunction.Rsqrt: Map<RsqrtOf>(a, to, count); break;
            case ElementFunction.Sigmoid: Map<SigmoidFunction>(a, to, count); break;
            case ElementFunction.Sqrt: Map<SqrtOf>(a, to, count); break;
            case ElementFunction.Square: Map<SquareOf>(a, to, count); break;
            case ElementFunction.Tanh: Map<TanhFunction>(a, to, count); break;
            case ElementFunction.Add or ElementFunction.AddBias:
                for (int i = 0; i < count; i += TSimd.Lanes)
                    TSimd.Store(TSimd.Add(TSimd.Load(a + i), TSimd.Load(b + i)), to + i);
                break;
            case ElementFunction.Divide:
                for (int i = 0; i < count; i += TSimd.Lanes)
                    TSimd.Store(TSimd.Divide(TSimd.Load(a + i), TSimd.Load(b + i)), to + i);
                break;
            case ElementFunction.Multiply:
                for (int i = 0; i < count; i += TSimd.Lanes)
                    TSimd.Store(TSimd.Multiply(TSimd.Load(a + i), TSimd.Load(b + i)), to + i);
                break;
            case ElementFunction.SquaredDifference:
                for (int i = 0; i < count; i += TSimd.Lanes)
                {
                    TSimd difference = TSimd.Subtract(TSimd.Load(a + i), TSimd.Load(b + i));
                    TSimd.Store(TSimd.Multiply(difference, difference), to + i);
                }
                break;
            default:
                for (int i = 0; i < count; i += TSimd.Lanes)
                    TSimd.Store(TSimd.Subtract(TSimd.Load(a + i), TSimd.Load(b + i)), to + i);
                break;
        }
    }

    private static void Map<TFunction>(float* a, float* to, int count)
        where TFunction : struct, IFloatFunction
    {
        for (int i = 0; i < count; i += TSimd.Lanes)
            TSimd.Store(default(TFunction).Of(TSimd.Load(a + i)), to + i);
    }
}
