using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>The index tuples of elements that are not zero, in row-major order.</summary>
internal sealed class WhereKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank, found = 0;
        if (rank == 0)
            throw context.ShapeError(0, "it must have at least one dimension");
        for (int i = 0; i < input.Count; i++)
            found += IsTrue(input, i) ? 1 : 0;
        Span<long> result = context.Allocate<long>(0, found, rank);
        Span<long> position = stackalloc long[rank];
        position.Clear();
        int at = 0;
        for (int i = 0; i < input.Count; i++)
        {
            if (IsTrue(input, i))
            {
                position.CopyTo(result[at..]);
                at += rank;
            }
            for (int d = rank - 1; d >= 0 && ++position[d] == input.Shape[d]; d--)
                position[d] = 0;
        }
    }

    private static bool IsTrue(Value value, int i) => value.Type switch
    {
        DataType.Float => value.Span<float>()[i] != 0,
        DataType.Double => value.Span<double>()[i] != 0,
        DataType.Half => value.Span<Half>()[i] != (Half)0,
        DataType.Bfloat16 => (float)value.Span<BFloat16>()[i] != 0,
        DataType.Complex64 => value.Span<Complex64>()[i] is not { Real: 0, Imaginary: 0 },
        DataType.Complex128 => value.Span<Complex>()[i] != Complex.Zero,
        _ => value.Type.Size() switch
        {
            1 => value.Span<byte>()[i] != 0,
            2 => value.Span<short>()[i] != 0,
            4 => value.Span<int>()[i] != 0,
            _ => value.Span<long>()[i] != 0,
        },
    };
}
