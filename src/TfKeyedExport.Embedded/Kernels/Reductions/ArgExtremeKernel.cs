using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary><c>ArgMax</c> and <c>ArgMin</c>: where along an axis the first largest or smallest element is.</summary>
/// <remarks>
/// As in TensorFlow, the search starts with the first place and the finite end of the range: NaN is passed over, and only what
/// lies within the range beyond that end counts.
/// </remarks>
internal sealed class ArgExtremeKernel<T>(bool largest) : Kernel
    where T : unmanaged, IComparisonOperators<T, T, bool>, IMinMaxValue<T>
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        long axis = context.Integer(1);
        if (axis < -input.Rank || axis >= input.Rank)
            throw KernelContext.Error($"the axis {axis} lies outside {input.ToShape()}");
        int d = (int)(axis < 0 ? axis + input.Rank : axis);
        int size = input.Dim(d);
        Span<long> shape = stackalloc long[Value.MaxRank];
        int outer = 1, inner = 1, rank = 0;
        for (int i = 0; i < input.Rank; i++)
        {
            if (i == d)
                continue;
            shape[rank++] = input.Shape[i];
            if (i < d)
                outer *= input.Dim(i);
            else
                inner *= input.Dim(i);
        }
        ReadOnlySpan<T> values = input.Span<T>();
        Value output = context.Allocate(0, shape[..rank]);
        if (size == 0)
            throw KernelContext.Error($"axis {axis} of {input.ToShape()} has no elements to choose from");
        for (int o = 0, at = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++, at++)
            {
                int from = (o * size * inner) + i, best = 0;
                T extreme = largest ? T.MinValue : T.MaxValue;
                for (int k = 0; k < size; k++)
                {
                    T value = values[from + (k * inner)];
                    if (largest ? value > extreme : value < extreme)
                    {
                        extreme = value;
                        best = k;
                    }
                }
                Store(output, at, best);
            }
        }
    }

    private static void Store(Value output, int at, int index)
    {
        if (output.Type == DataType.Int64)
            output.Span<long>()[at] = index;
        else if (output.Type == DataType.Int32)
            output.Span<int>()[at] = index;
        else
            output.Span<ushort>()[at] = (ushort)index;
    }
}
