using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>
/// Which dimensions of a tensor are taken together: neighbours that are treated alike are one, and those of size one are gone unless they part others.
/// </summary>
internal ref struct ReducedAxes
{
    private readonly Dimensions _sizes;
    private readonly uint _reduced;

    /// <summary>Reads the axes of a reduction.</summary>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="axes">An int32 or int64 tensor of axes; negative ones count from the end.</param>
    /// <param name="keep">Whether reduced dimensions stay, of size one.</param>
    /// <param name="result">Receives the result's shape; room for <see cref="Value.MaxRank"/> sizes.</param>
    /// <exception cref="Errors.TfKeyedException">An axis lies outside the shape or is named twice.</exception>
    public ReducedAxes(ReadOnlySpan<long> shape, Value axes, bool keep, Span<long> result)
    {
        uint mask = 0;
        for (int i = 0; i < axes.Count; i++)
        {
            long axis = axes.Type == DataType.Int64 ? axes.Span<long>()[i] : axes.Span<int>()[i];
            if (axis < -shape.Length || axis >= shape.Length)
                throw KernelContext.Error($"the axis {axis} lies outside {ShapeText.Of(shape)}");
            uint bit = 1u << (int)(axis < 0 ? axis + shape.Length : axis);
            if ((mask & bit) != 0)
                throw KernelContext.Error($"the axis {axis} is named twice");
            mask |= bit;
        }
        ReducedCount = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            bool reduced = (mask & (1u << d)) != 0;
            int size = (int)shape[d];
            if (reduced)
                ReducedCount *= size;
            if (!reduced || keep)
                result[ResultRank++] = reduced ? 1 : size;
            // One that stays ends the run of those before it, also at size one: it may be the batch, and a row's sum must not be taken in another order
            // because it is alone.
            if (size == 1 && (reduced || Rank == 0 || !IsReduced(Rank - 1)))
                continue;
            if (Rank > 0 && IsReduced(Rank - 1) == reduced)
            {
                _sizes[Rank - 1] *= size;
                continue;
            }
            _sizes[Rank] = size;
            _reduced |= reduced ? 1u << Rank : 0;
            Rank++;
        }
    }

    /// <summary>The number of joined dimensions.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of dimensions of the result.</summary>
    public int ResultRank { get; private set; }

    /// <summary>The number of elements that give one.</summary>
    public int ReducedCount { get; private set; }

    /// <summary>The size of a joined dimension.</summary>
    public readonly int Size(int dimension) => _sizes[dimension];

    /// <summary>Whether a joined dimension is taken together.</summary>
    public readonly bool IsReduced(int dimension) => (_reduced & (1u << dimension)) != 0;

    [InlineArray(Value.MaxRank)]
    private struct Dimensions
    {
        private int _first;
    }
}
