using TfKeyedExport.Embedded.Numerics.Functions;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>A chain or tree of functions of float32 elements. Inputs: what its functions read from elsewhere.</summary>
/// <param name="Program">The functions, in order.</param>
internal sealed record ElementwiseStep(ElementInstruction[] Program) : Step("chain of functions")
{
    /// <summary>The most functions.</summary>
    public const int MostFunctions = 16;
}

/// <summary>One function of a chain. Operands are numbered: inputs first, then the chain's own results.</summary>
/// <param name="Function">The function.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand; the first again for a function of one element.</param>
/// <param name="Output">The output that the result is; -1 if only the chain reads it.</param>
internal readonly record struct ElementInstruction(ElementFunction Function, int Left, int Right, int Output);
