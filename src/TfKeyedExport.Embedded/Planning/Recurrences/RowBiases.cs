using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Steps.Recurrences;

namespace TfKeyedExport.Embedded.Planning.Recurrences;

/// <summary>Lets a product start from the constants that are added to it, also when it is one of two products that are added to one another first.</summary>
internal static class RowBiases
{
    /// <summary>Moves the constants and drops the instructions that added them.</summary>
    public static RowProgram Fold(RowProgram program)
    {
        List<RowInstruction> instructions = [.. program.Instructions];
        int[] readers = Readers(program), aliases = [.. Enumerable.Range(0, program.Registers.Count)];
        for (int i = 0; i < instructions.Count; i++)
        {
            RowInstruction sum = instructions[i] = Renamed(instructions[i], aliases);
            if (!IsSum(sum) || ConstantSide(program, sum) is not { } constants)
                continue;
            int other = program.Registers[sum.Left].Source == RowSource.Constant ? sum.Right : sum.Left;
            if (readers[other] != 1 || Product(instructions, other, readers) is not (>= 0 and var product))
                continue;
            instructions[product] = instructions[product] with { Columns = instructions[product].Columns! with { Bias = constants } };
            aliases[sum.Target] = other;
            readers[other] = readers[sum.Target];
            instructions.RemoveAt(i--);
        }
        return program with
        {
            Instructions = instructions,
            States = [.. program.States.Select(s => (s.Variable, s.Register, aliases[s.Next]))],
            Writes = [.. program.Writes.Select(w => w with { Register = aliases[w.Register] })],
        };
    }

    private static bool IsSum(RowInstruction instruction) =>
        instruction is { Operation: RowOperation.Function, Function: ElementFunction.Add or ElementFunction.AddBias };

    private static float[]? ConstantSide(RowProgram program, RowInstruction sum) =>
        program.Registers[sum.Left].Constants ?? program.Registers[sum.Right].Constants;

    // The product without a bias that the register is, or that is added to something else there; -1 if there is none.
    private static int Product(List<RowInstruction> instructions, int register, int[] readers)
    {
        int at = instructions.FindIndex(i => i.Target == register);
        if (at < 0)
            return -1;
        if (instructions[at] is { Columns: { } columns })
            return columns is { Bias: null, After: Epilogue.None } ? at : -1;
        if (!IsSum(instructions[at]))
            return -1;
        foreach (int operand in (int[])[instructions[at].Left, instructions[at].Right])
        {
            int product = instructions.FindIndex(i => i.Target == operand);
            if (product >= 0 && readers[operand] == 1 && instructions[product].Columns is { Bias: null, After: Epilogue.None })
                return product;
        }
        return -1;
    }

    private static RowInstruction Renamed(RowInstruction instruction, int[] aliases) => instruction with
    {
        Left = aliases[instruction.Left],
        Right = aliases[instruction.Right],
        Mask = instruction.Mask < 0 ? -1 : aliases[instruction.Mask],
    };

    private static int[] Readers(RowProgram program)
    {
        var readers = new int[program.Registers.Count];
        foreach (RowInstruction instruction in program.Instructions)
        {
            readers[instruction.Left]++;
            if (instruction.Right != instruction.Left)
                readers[instruction.Right]++;
            if (instruction.Mask >= 0)
                readers[instruction.Mask]++;
        }
        foreach ((_, _, int next) in program.States)
            readers[next]++;
        foreach (RowWrite write in program.Writes)
            readers[write.Register]++;
        return readers;
    }
}
