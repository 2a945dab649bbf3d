namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>The functions of two numbers that <see cref="NumberKernels"/> instantiates for every type of number.</summary>
internal enum BinaryNumberOperation
{
    Add,
    Sub,
    Mul,
    MulNoNan,
    SquaredDifference,
    Maximum,
    Minimum,
    Div,
    DivNoNan,
    TruncateDiv,
    FloorDiv,
    FloorMod,
    TruncateMod,
}

/// <summary>The functions of one number that <see cref="NumberKernels"/> instantiates for every type of number.</summary>
internal enum UnaryNumberOperation
{
    Abs,
    Neg,
    Reciprocal,
    Relu,
    Relu6,
    Sign,
    Square,
}
