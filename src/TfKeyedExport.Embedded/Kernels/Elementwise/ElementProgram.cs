using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>One function of a fused chain. Operands are numbered: inputs first, then the chain's own results.</summary>
/// <param name="Function">The function.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand; the first again for a function of one element.</param>
/// <param name="Output">The output that the result is; -1 if only the chain reads it.</param>
internal readonly record struct ElementInstruction(ElementFunction Function, int Left, int Right, int Output)
{
    /// <summary>Whether there are two operands.</summary>
    public bool IsBinary => Function >= ElementFunction.Add;
}

/// <summary>Reads the program of an <see cref="ElementwiseFusion.Op"/> node.</summary>
internal static class ElementProgram
{
    /// <summary>The instructions, in order.</summary>
    public static ElementInstruction[] Read(NodeAttributes attributes)
    {
        ReadOnlySpan<byte> program = attributes.Bytes(ElementwiseFusion.ProgramAttribute).Span;
        ReadOnlySpan<byte> outputs = attributes.Bytes(ElementwiseFusion.OutputsAttribute).Span;
        var instructions = new ElementInstruction[program.Length / 3];
        for (int i = 0; i < instructions.Length; i++)
            instructions[i] = new ElementInstruction((ElementFunction)program[3 * i], program[(3 * i) + 1], program[(3 * i) + 2], outputs.IndexOf((byte)i));
        return instructions;
    }
}
