namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>How an operand lies beside the elements of a fused chain.</summary>
internal enum OperandKind
{
    /// <summary>Nobody reads it.</summary>
    Unused,

    /// <summary>An element for each.</summary>
    Full,

    /// <summary>A run of elements that is repeated over and over; one element is such a run too.</summary>
    Row,

    /// <summary>Elements that are each repeated along a run.</summary>
    Column,

    /// <summary>Anything else: it is stretched beforehand.</summary>
    Other,

    /// <summary>A result of this very pass.</summary>
    Result,
}

/// <summary>Where an operand of a fused chain is.</summary>
internal unsafe struct FusedOperand
{
    /// <summary>How it lies.</summary>
    public OperandKind Kind;

    /// <summary>The elements; of a row, repeated to the length of a block; of a result, null if it is needed in this pass only.</summary>
    public float* Data;

    /// <summary>Of a row its length, of a column how often an element is repeated.</summary>
    public int Period;

    /// <summary>Finds out how a shape lies beside another one that it is stretched to.</summary>
    public static FusedOperand Of(ReadOnlySpan<long> shape, float* data, int count, ReadOnlySpan<long> whole, int wholeCount)
    {
        if (count == wholeCount)
            return new FusedOperand { Kind = OperandKind.Full, Data = data };
        if (count == 1)
            return new FusedOperand { Kind = OperandKind.Row, Data = data, Period = 1 };
        // The dimensions at the end that are the same, then those that are stretched; or the other way round.
        int same = 0, period = 1;
        while (same < shape.Length && shape[^(same + 1)] == whole[^(same + 1)])
            period *= (int)whole[^++same];
        if (period == count)
            return new FusedOperand { Kind = OperandKind.Row, Data = data, Period = period };
        int stretched = 0;
        period = 1;
        while (stretched < shape.Length && shape[^(stretched + 1)] == 1)
            period *= (int)whole[^++stretched];
        return period * (long)count == wholeCount
            ? new FusedOperand { Kind = OperandKind.Column, Data = data, Period = period }
            : new FusedOperand { Kind = OperandKind.Other };
    }
}
