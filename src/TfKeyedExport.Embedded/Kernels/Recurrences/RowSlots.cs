using TfKeyedExport.Embedded.Steps.Recurrences;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>Which memory each register of a program lies in: registers that are not needed at the same time share a slot.</summary>
internal sealed class RowSlots
{
    private readonly RowProgram _program;
    private readonly int[] _lastReads;
    private readonly Dictionary<int, Stack<int>> _free = [];

    public RowSlots(RowProgram program)
    {
        _program = program;
        _lastReads = LastReads(program);
        Of = new int[program.Registers.Count];
        for (int i = 0; i < program.Registers.Count; i++)
        {
            if (program.Registers[i].Source != RowSource.Instruction)
                Of[i] = New(NeedsMemory(i) ? program.Registers[i].Width : 0);
        }
        for (int i = 0; i < program.Instructions.Count; i++)
            Assign(i);
    }

    /// <summary>The slot of each register.</summary>
    public int[] Of { get; }

    /// <summary>Elements of a row of each slot; 0 for a slot that only points at what lies elsewhere.</summary>
    public List<int> Widths { get; } = [];

    /// <summary>
    /// Whether an instruction depends on an element of the sequence only: it can then be done for all rounds beforehand, and its slot is its own.
    /// </summary>
    public bool IsOfElement(RowInstruction instruction) =>
        instruction.Operation == RowOperation.Product && _program.Registers[instruction.Left].Source == RowSource.Element;

    /// <summary>Whether an element of the sequence is read by products only, which read no further than they must.</summary>
    public bool NeedsMemory(int register) => !_program.Registers[register].IsMask
        && (_program.Registers[register].Source != RowSource.Element || _lastReads[register] == int.MaxValue
            || _program.Instructions.Exists(i => i.Operation != RowOperation.Product && (i.Left == register || i.Right == register)));

    private static int[] LastReads(RowProgram program)
    {
        var last = new int[program.Registers.Count];
        for (int i = 0; i < program.Instructions.Count; i++)
        {
            RowInstruction instruction = program.Instructions[i];
            last[instruction.Left] = last[instruction.Right] = i;
            if (instruction.Mask >= 0)
                last[instruction.Mask] = i;
        }
        foreach ((_, _, int next) in program.States)
            last[next] = int.MaxValue;
        foreach (RowWrite write in program.Writes)
            last[write.Register] = int.MaxValue;
        return last;
    }

    private void Assign(int at)
    {
        RowInstruction instruction = _program.Instructions[at];
        int width = _program.Registers[instruction.Target].Width;
        // Functions of elements may write over what they read; a product reads a row again for each of its columns.
        if (instruction.Operation != RowOperation.Product)
            GiveBack(instruction, at);
        Of[instruction.Target] = !IsOfElement(instruction) && _free.TryGetValue(width, out Stack<int>? free) && free.Count > 0 ? free.Pop() : New(width);
        if (instruction.Operation == RowOperation.Product)
            GiveBack(instruction, at);
    }

    private void GiveBack(RowInstruction instruction, int at)
    {
        foreach (int register in new HashSet<int>([instruction.Left, instruction.Right, Math.Max(instruction.Mask, instruction.Left)]))
        {
            bool isOwn = _program.Registers[register].Source != RowSource.Instruction
                || _program.Instructions.Exists(i => i.Target == register && IsOfElement(i));
            if (isOwn || _lastReads[register] != at)
                continue;
            int width = _program.Registers[register].Width;
            if (!_free.TryGetValue(width, out Stack<int>? free))
                _free.Add(width, free = new Stack<int>());
            free.Push(Of[register]);
        }
    }

    private int New(int width)
    {
        Widths.Add(width);
        return Widths.Count - 1;
    }
}
