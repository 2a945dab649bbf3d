using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Simd;
using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>
/// Runs a fused chain block by block. What does not fill whole registers goes through spare memory, so that every element sees the same arithmetic.
/// </summary>
internal unsafe struct FusedBlocks : IJob
{
    /// <summary>Elements of a block, about: few enough for a chain's blocks to stay in the first-level cache.</summary>
    public const int Block = 512;

    /// <summary>Spare elements behind a block: those of the widest register.</summary>
    public const int Slack = 16;

    /// <summary>The instructions.</summary>
    public required ElementInstruction[] Program;

    /// <summary>All operands: inputs, then results.</summary>
    public required FusedOperand* Operands;

    /// <summary>The number of inputs.</summary>
    public required int Inputs;

    /// <summary>Elements in all.</summary>
    public required int Count;

    /// <summary>Elements of a block: whole rows of every operand that is repeated.</summary>
    public required int Length;

    /// <summary>Blocks of a piece.</summary>
    public required int BlocksPerPiece;

    /// <summary>For each piece, a block with slack for each operand.</summary>
    public required float* Scratch;

    /// <summary>Which instructions run here.</summary>
    public required uint Selected;

    /// <inheritdoc/>
    public void Run(int piece)
    {
        int first = piece * BlocksPerPiece * Length;
        int last = (int)Math.Min(Count, first + ((long)BlocksPerPiece * Length));
        int operands = Inputs + Program.Length;
        float* scratch = Scratch + ((nint)piece * operands * (Length + Slack));
        float** at = stackalloc float*[operands];
        for (int start = first; start < last; start += Length)
        {
            int count = Math.Min(Length, last - start);
            bool whole = count % Slack == 0;
            for (int i = 0; i < operands; i++)
                at[i] = Operands[i].Kind == OperandKind.Unused ? null : Place(Operands[i], start, count, whole, scratch + ((nint)i * (Length + Slack)));
            Execute(at, count);
            if (whole)
                continue;
            for (int i = Inputs; i < operands; i++)
            {
                if (Operands[i].Kind == OperandKind.Result && Operands[i].Data != null)
                    new ReadOnlySpan<float>(at[i], count).CopyTo(new Span<float>(Operands[i].Data + start, count));
            }
        }
    }

    // Where a block's elements are read or written.
    private static float* Place(in FusedOperand operand, int start, int count, bool whole, float* spare)
    {
        switch (operand.Kind)
        {
            case OperandKind.Row:
                return operand.Data;
            case OperandKind.Full:
                if (whole)
                    return operand.Data + start;
                new ReadOnlySpan<float>(operand.Data + start, count).CopyTo(new Span<float>(spare, count));
                return spare;
            case OperandKind.Result:
                return whole && operand.Data != null ? operand.Data + start : spare;
            default:
                int from = Math.DivRem(start, operand.Period, out int done);
                for (int i = 0; i < count; from++, done = 0)
                {
                    int run = Math.Min(operand.Period - done, count - i);
                    new Span<float>(spare + i, run).Fill(operand.Data[from]);
                    i += run;
                }
                return spare;
        }
    }

    private readonly void Execute(float** at, int count)
    {
        for (int i = 0; i < Program.Length; i++)
        {
            if ((Selected & (1u << i)) == 0)
                continue;
            ElementInstruction instruction = Program[i];
            float* left = at[instruction.Left], right = at[instruction.Right], to = at[Inputs + i];
            if (Vector512.IsHardwareAccelerated)
                ElementRun<Simd512>.Run(instruction.Function, left, right, to, count);
            else if (Vector256.IsHardwareAccelerated)
                ElementRun<Simd256>.Run(instruction.Function, left, right, to, count);
            else if (Vector128.IsHardwareAccelerated)
                ElementRun<Simd128>.Run(instruction.Function, left, right, to, count);
            else
                ElementRun<SimdScalar>.Run(instruction.Function, left, right, to, count);
        }
    }
}
