using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Copies regularly spaced elements of a tensor.</summary>
internal static class Blocks
{
    /// <summary>Makes output 0 of the elements at begin + i * stride.</summary>
    /// <param name="context">The kernel's context.</param>
    /// <param name="input">The source.</param>
    /// <param name="begin">The first element in each dimension of the source.</param>
    /// <param name="strides">The distance in each dimension; may be negative.</param>
    /// <param name="sizes">How many elements in each dimension of the source; all of them lie inside.</param>
    /// <param name="shape">The output's shape; the same elements, some dimensions of size 1 may be added or left out.</param>
    public static void Copy(
        KernelContext context, Value input, ReadOnlySpan<long> begin, ReadOnlySpan<long> strides, ReadOnlySpan<long> sizes, ReadOnlySpan<long> shape)
    {
        Appender result = Appender.For(context, 0, shape);
        int rank = input.Rank;
        if (context.Output(0).Count == 0)
            return;
        if (rank == 0)
        {
            result.Append(input, 0, 1);
            return;
        }
        // Dimensions at the end that are taken whole make longer runs.
        int inner = rank, run = 1;
        while (inner > 0 && strides[inner - 1] == 1 && (inner == rank || sizes[inner] == input.Shape[inner]))
            run *= (int)sizes[--inner];
        Span<long> steps = stackalloc long[rank];
        long step = 1, origin = 0;
        for (int d = rank - 1; d >= 0; d--)
        {
            origin += begin[d] * step;
            steps[d] = strides[d] * step;
            step *= input.Shape[d];
        }
        Span<long> position = stackalloc long[rank];
        position.Clear();
        while (true)
        {
            result.Append(input, (int)origin, run);
            int d = inner - 1;
            for (; d >= 0; d--)
            {
                origin += steps[d];
                if (++position[d] < sizes[d])
                    break;
                origin -= steps[d] * sizes[d];
                position[d] = 0;
            }
            if (d < 0)
                return;
        }
    }
}
