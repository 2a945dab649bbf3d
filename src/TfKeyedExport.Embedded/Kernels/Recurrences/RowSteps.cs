using TfKeyedExport.Embedded.Kernels.Linear;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps.Recurrences;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>An instruction on slots.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Function">Of a function, which one.</param>
/// <param name="Width">Elements of a row of the result.</param>
/// <param name="Target">The slot that it fills.</param>
/// <param name="Left">The first operand's slot.</param>
/// <param name="Right">The second operand's slot.</param>
/// <param name="Mask">The mask's slot.</param>
/// <param name="Weights">Of a product, the matrix with its bias.</param>
/// <param name="Epilogue">Of a product, what happens to each sum.</param>
internal readonly record struct RowStep(
    RowOperation Operation, ElementFunction Function, int Width, int Target, int Left, int Right, int Mask, PackedMatrix? Weights, Epilogue Epilogue);

/// <summary>A source of rows: a state, an invariant, or elements of a sequence.</summary>
/// <param name="Register">What the program says of it.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="IsCopied">Whether the rows are copied there; else the slot points at them.</param>
internal readonly record struct RowFeed(RowRegister Register, int Slot, bool IsCopied);

/// <summary>A state behind a round.</summary>
/// <param name="Variable">The loop's variable.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Next">The slot of its next value.</param>
/// <param name="Width">Elements of a row.</param>
/// <param name="Swaps">Whether the two slots change places instead of a copy: nobody else needs the next value where it is.</param>
internal readonly record struct RowState(int Variable, int Slot, int Next, int Width, bool Swaps);

/// <summary>A program with its memory laid out and its matrices packed.</summary>
internal sealed class RowSteps
{
    // About how long things take.
    private const double MultipliesPerNanosecond = 25;
    private const double FunctionNanoseconds = 0.3;
    private const double PlainNanoseconds = 0.08;

    public RowSteps(RowProgram program)
    {
        Program = program;
        var slots = new RowSlots(program);
        Widths = [.. slots.Widths];
        OfElements = [.. program.Instructions.Where(slots.IsOfElement).Select(i => Step(program, i, slots.Of))];
        Rest = [.. program.Instructions.Where(i => !slots.IsOfElement(i)).Select(i => Step(program, i, slots.Of))];
        RowFeed[] Feeds(RowSource source) =>
            [.. program.Registers.Select((r, i) => new RowFeed(r, slots.Of[i], slots.NeedsMemory(i))).Where(f => f.Register.Source == source)];
        States = [.. program.States.Select(s => State(program, s, slots))];
        Elements = Feeds(RowSource.Element);
        Invariants = Feeds(RowSource.Invariant);
        Constants = Feeds(RowSource.Constant);
        WrittenSlots = [.. program.Writes.Select(w => slots.Of[w.Register])];
        WrittenWidths = [.. program.Writes.Select(w => program.Registers[w.Register].Width)];
        IsOfElements = [.. Enumerable.Range(0, Widths.Length).Select(slot => OfElements.Any(s => s.Target == slot))];
        RowNanoseconds = OfElements.Concat(Rest).Sum(Nanoseconds);
    }

    /// <summary>The program.</summary>
    public RowProgram Program { get; }

    /// <summary>Elements of a row of each slot.</summary>
    public int[] Widths { get; }

    /// <summary>The products of elements of a sequence.</summary>
    public RowStep[] OfElements { get; }

    /// <summary>Everything else, in order.</summary>
    public RowStep[] Rest { get; }

    public RowFeed[] Elements { get; }

    public RowFeed[] Invariants { get; }

    public RowFeed[] Constants { get; }

    public RowState[] States { get; }

    /// <summary>Of each written list the slot of its elements.</summary>
    public int[] WrittenSlots { get; }

    /// <summary>Of each written list the width of its elements' rows.</summary>
    public int[] WrittenWidths { get; }

    /// <summary>Of each slot, whether it holds a product of elements of a sequence.</summary>
    public bool[] IsOfElements { get; }

    /// <summary>About how long a round takes for one row.</summary>
    public double RowNanoseconds { get; }

    private static RowState State(RowProgram program, (int Variable, int Register, int Next) state, RowSlots slots)
    {
        bool swaps = program.States.Count(s => s.Next == state.Next) == 1
            && program.Instructions.Exists(i => i.Target == state.Next && !slots.IsOfElement(i));
        return new RowState(state.Variable, slots.Of[state.Register], slots.Of[state.Next], program.Registers[state.Next].Width, swaps);
    }

    private static RowStep Step(RowProgram program, RowInstruction instruction, int[] slots)
    {
        RowColumns? columns = instruction.Columns;
        return new RowStep(
            instruction.Operation, instruction.Function, program.Registers[instruction.Target].Width, slots[instruction.Target], slots[instruction.Left],
            slots[instruction.Right], instruction.Mask < 0 ? -1 : slots[instruction.Mask], columns is null ? null : Pack(columns),
            columns?.After ?? Epilogue.None);
    }

    private static PackedMatrix Pack(RowColumns columns)
    {
        Value matrix = columns.Matrix.Value;
        ReadOnlySpan<float> elements = matrix.Span<float>();
        if (columns.Count == matrix.Dim(columns.IsTransposed ? 0 : 1))
            return MatMulKernels.Pack(matrix, columns.IsTransposed, columns.Bias);
        if (columns.IsTransposed)
            return new PackedMatrix(
                elements.Slice(columns.First * columns.Depth, columns.Count * columns.Depth), columns.Depth, columns.Count, true, columns.Bias);
        var part = new float[columns.Depth * columns.Count];
        for (int row = 0; row < columns.Depth; row++)
            elements.Slice((row * matrix.Dim(1)) + columns.First, columns.Count).CopyTo(part.AsSpan(row * columns.Count));
        return new PackedMatrix(part, columns.Depth, columns.Count, false, columns.Bias);
    }

    private static double Nanoseconds(RowStep step) => step.Operation switch
    {
        RowOperation.Product => step.Weights!.Depth * step.Width / MultipliesPerNanosecond,
        RowOperation.Function when step.Function < ElementFunction.Add => step.Width * FunctionNanoseconds,
        _ => step.Width * PlainNanoseconds,
    };
}
