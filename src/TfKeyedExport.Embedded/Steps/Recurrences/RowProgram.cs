using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Steps.Recurrences;

/// <summary>Where the rows of a register come from.</summary>
internal enum RowSource
{
    /// <summary>An instruction.</summary>
    Instruction,

    /// <summary>A variable of the loop that every round computes anew.</summary>
    State,

    /// <summary>A variable of the loop that stays.</summary>
    Invariant,

    /// <summary>The element of a list at a counter.</summary>
    Element,

    /// <summary>One row of constants, the same for all rows.</summary>
    Constant,
}

/// <summary>Rows of equal width that a round reads or computes.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Width">Elements of a row.</param>
/// <param name="Variable">The variable: a state, an invariant, or a list.</param>
/// <param name="Counter">Of an element, the variable that says which one.</param>
/// <param name="Constants">Of constants, the row.</param>
internal sealed record RowRegister(RowSource Source, int Width, int Variable = -1, int Counter = -1, float[]? Constants = null)
{
    /// <summary>Whether the elements are truth values, one a row.</summary>
    public bool IsMask { get; init; }
}

/// <summary>What an instruction does.</summary>
internal enum RowOperation
{
    /// <summary>Multiplies rows by constant columns.</summary>
    Product,

    /// <summary>Computes elements from elements.</summary>
    Function,

    /// <summary>Repeats the truth value of a row along it, as one or zero.</summary>
    Spread,

    /// <summary>Takes the left operand where a spread mask is one, else the right one.</summary>
    Select,
}

/// <summary>One instruction of a round.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Target">The register that it fills.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand; the first again if there is none.</param>
internal sealed record RowInstruction(RowOperation Operation, int Target, int Left, int Right)
{
    /// <summary>Of a function, which one.</summary>
    public ElementFunction Function { get; init; }

    /// <summary>Of a choice, the register of the mask.</summary>
    public int Mask { get; init; } = -1;

    /// <summary>Of a product, the columns.</summary>
    public RowColumns? Columns { get; init; }
}

/// <summary>Some columns of a constant matrix.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="IsTransposed">Whether it is stored column after column.</param>
/// <param name="First">The first column.</param>
/// <param name="Count">The number of columns.</param>
/// <param name="Bias">What is added to each of these columns; null for nothing.</param>
/// <param name="After">What follows the sums.</param>
internal sealed record RowColumns(ConstantValue Matrix, bool IsTransposed, int First, int Count, float[]? Bias, Epilogue After)
{
    /// <summary>Rows of the matrix.</summary>
    public int Depth => Matrix.Value.Dim(IsTransposed ? 1 : 0);
}

/// <summary>A list that the loop sets an element of in every round.</summary>
/// <param name="Variable">The list.</param>
/// <param name="Counter">The counter that says which element; -1 if it is always the same.</param>
/// <param name="Index">The element that is always the same.</param>
/// <param name="Register">What is set.</param>
internal sealed record RowWrite(int Variable, int Counter, long Index, int Register);

/// <summary>A round of a loop as instructions on rows: no row depends on another one, so blocks of rows can go through all rounds on their own.</summary>
/// <param name="Roles">What the loop does with each of its variables.</param>
/// <param name="Limits">How long it goes on: all of them must hold.</param>
/// <param name="Registers">The registers.</param>
/// <param name="Instructions">The instructions, in order.</param>
/// <param name="States">Of each state its register, and the one that holds its next value.</param>
/// <param name="Writes">The lists that it sets elements of.</param>
internal sealed record RowProgram(
    LoopRole[] Roles, IReadOnlyList<LoopLimit> Limits, List<RowRegister> Registers, List<RowInstruction> Instructions,
    List<(int Variable, int Register, int Next)> States, List<RowWrite> Writes);
