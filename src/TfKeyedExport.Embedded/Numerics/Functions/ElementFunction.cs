namespace TfKeyedExport.Embedded.Numerics.Functions;

/// <summary>A function of one or two binary32 elements, as a fused chain of them names it.</summary>
internal enum ElementFunction : byte
{
    Abs,
    Erf,
    Erfc,
    Exp,
    Log,
    Negate,
    QuietRelu,
    Reciprocal,
    Relu,
    Rsqrt,
    Sigmoid,
    Sqrt,
    Square,
    Tanh,

    /// <summary>The first function of two elements.</summary>
    Add,

    /// <summary>A sum whose second operand is a vector along the last dimension.</summary>
    AddBias,
    Divide,
    Multiply,
    SquaredDifference,
    Subtract,
}
