using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning.Recurrences;

/// <summary>
/// Makes the program of a loop's body, from its results backwards. Columns are asked for by number: a split or a slice is then no instruction,
/// since the product behind it computes just these columns.
/// </summary>
internal sealed class RowCompiler(LoopRoles loop, Func<NodeOutput, ConstantValue?> known)
{
    // Of an operand that does not fit: the whole loop does not then.
    private const int Unfit = -1;

    // Beyond that, finding out costs more than it is worth.
    private const int MostInstructions = 250;

    private readonly RowWidths _widths = new(loop, known);
    private readonly List<RowRegister> _registers = [];
    private readonly List<RowInstruction> _instructions = [];
    private readonly Dictionary<(NodeOutput Output, int Member, int First, int Count), int> _compiled = [];
    private readonly Dictionary<(int Variable, int Counter), int> _sources = [];

    /// <summary>The program; null if something in the body does not fit.</summary>
    public RowProgram? Compile()
    {
        var states = new List<(int Variable, int Register, int Next)>();
        var writes = new List<RowWrite>();
        // A state that no product says the width of is as wide as whatever it is computed with.
        foreach (int state in OfRole(LoopRole.State).OrderBy(i => _widths.Of(loop.Body.Results[i]) < 0))
        {
            int width = _sources.TryGetValue((state, -1), out int read) ? _registers[read].Width : Unfit;
            int next = Whole(loop.Body.Results[state], width);
            int register = next < 0 ? Unfit : Source(RowSource.State, state, _registers[next].Width);
            if (register < 0 || _registers[next].Source == RowSource.State)
                return null;
            states.Add((state, register, next));
        }
        foreach (int list in OfRole(LoopRole.List))
        {
            Node set = loop.Body.Results[list].Node;
            // What is kept is a state's next value mostly.
            int state = states.FindIndex(s => loop.Body.Results[s.Variable] == set.Inputs[2]);
            int counter = loop.CounterOf(set.Inputs[1]), register = state >= 0 ? states[state].Next : Whole(set.Inputs[2], Unfit);
            if (register < 0 || (!LoopRoles.IsInteger(known(set.Inputs[1]), out long index) && counter < 0))
                return null;
            writes.Add(new RowWrite(list, counter, index, register));
        }
        return states.Count > 0 && _instructions.Count > 0 ? new RowProgram(loop.Roles, loop.Limits, _registers, _instructions, states, writes) : null;
    }

    private IEnumerable<int> OfRole(LoopRole role) => Enumerable.Range(0, loop.Roles.Length).Where(i => loop.Roles[i] == role);

    // All columns, as many as are known or else assumed.
    private int Whole(NodeOutput output, int assumed)
    {
        int width = output.Type == DataType.Float ? Math.Max(_widths.Of(output), assumed) : Unfit;
        return width > 0 ? Columns(output, 0, width) : Unfit;
    }

    private int Columns(NodeOutput output, int first, int count)
    {
        if (_compiled.TryGetValue((output, Unfit, first, count), out int register))
            return register;
        int width = _widths.Of(output);
        bool fits = output.Type == DataType.Float && _instructions.Count < MostInstructions && (width < 0 || first + count <= width);
        register = fits ? Make(output, width < 0 && first == 0 ? count : width, first, count) : Unfit;
        _compiled[(output, Unfit, first, count)] = register;
        return register;
    }

    private int Make(NodeOutput output, int width, int first, int count)
    {
        Node node = output.Node;
        if (known(output) is { } constant)
            return Constant(constant, first, count);
        int variable = loop.VariableOf(output);
        if (variable >= 0)
        {
            return width != count ? Unfit : loop.Roles[variable] switch
            {
                LoopRole.State => Source(RowSource.State, variable, count),
                LoopRole.Invariant => Source(RowSource.Invariant, variable, count),
                _ => Unfit,
            };
        }
        if (node.Work is DenseStep || node.Is(LinearOperations.MatMul))
            return Product(node, first, count);
        if (RowWidths.Part(output, _widths.Of, known) is { } part)
            return part.Count > 0 ? Columns(part.Of, part.First + first, count) : Unfit;
        if (node.Is(TensorListOperations.TensorListGetItem))
            return width == count ? Element(node, count, isMask: false) : Unfit;
        if (node.Is(ElementwiseOperations.SelectV2))
            return HaveWidth([node.Inputs[1], node.Inputs[2]], width) ? Select(node, width, first, count) : Unfit;
        if (!HaveWidth(node.Inputs, width))
            return Unfit;
        if (node.Work is ElementwiseStep { Program: var program })
            return Member(node, program, Array.FindIndex(program, i => i.Output == output.Index), first, count);
        return ElementFunctions.IsOne(node)
            ? Function(ElementFunctions.Of(node), Columns(node.Inputs[0], first, count), Columns(node.Inputs[^1], first, count))
            : Unfit;
    }

    // No row may be stretched to fit another one; one that is not known is looked at when the loop runs.
    private bool HaveWidth(IEnumerable<NodeOutput> operands, int width) => width > 0 && operands.All(o =>
        known(o) is { Value: var value } ? value.Count == 1 || value.Dim(value.Rank - 1) == width : _widths.Of(o) is var own && (own < 0 || own == width));

    private int Member(Node node, ElementInstruction[] program, int member, int first, int count)
    {
        if (_compiled.TryGetValue((node.Output(), member, first, count), out int register))
            return register;
        int Operand(int i) => i < node.Inputs.Count ? Columns(node.Inputs[i], first, count) : Member(node, program, i - node.Inputs.Count, first, count);
        ElementInstruction instruction = program[member];
        int left = Operand(instruction.Left);
        register = Function(instruction.Function, left, instruction.Right == instruction.Left ? left : Operand(instruction.Right));
        _compiled[(node.Output(), member, first, count)] = register;
        return register;
    }

    private int Function(ElementFunction function, int left, int right)
    {
        // Of two constants nobody knows how many rows they stand for.
        if (left < 0 || right < 0 || _registers[left].Width != _registers[right].Width || (IsConstant(left) && IsConstant(right)))
            return Unfit;
        return Emit(_registers[left].Width, target => new RowInstruction(RowOperation.Function, target, left, right) { Function = function });
    }

    private int Product(Node node, int first, int count)
    {
        var dense = node.Work as DenseStep;
        bool transposed = RowWidths.IsTransposed(node);
        if (known(node.Inputs[1]) is not { Value: { Rank: 2, Count: > 0, Type: DataType.Float } } matrix || node.Attributes.Bool("transpose_a", false))
            return Unfit;
        int columns = matrix.Value.Dim(transposed ? 0 : 1), depth = matrix.Value.Dim(transposed ? 1 : 0);
        int rows = first + count > columns ? Unfit : Columns(node.Inputs[0], 0, depth);
        if (rows < 0 || IsConstant(rows))
            return Unfit;
        float[]? bias = dense is not null ? known(node.Inputs[2])!.Value.Span<float>().Slice(first, count).ToArray() : null;
        var part = new RowColumns(matrix, transposed, first, count, bias, dense?.After ?? Epilogue.None);
        return Emit(count, target => new RowInstruction(RowOperation.Product, target, rows, rows) { Columns = part });
    }

    private int Select(Node node, int width, int first, int count)
    {
        NodeOutput condition = node.Inputs[0];
        // The mask may be repeated along the row, as often as the row is wide; once leaves it to the choice to stretch it.
        if (condition.Node.Is(ArrayOperations.Tile))
        {
            if (RowWidths.Pair(known(condition.Node.Inputs[1])) is not (1, var times) || (times != 1 && times != width))
                return Unfit;
            condition = condition.Node.Inputs[0];
        }
        int mask = condition.Node.Is(TensorListOperations.TensorListGetItem) && condition.Type == DataType.Bool
            ? Element(condition.Node, 1, isMask: true)
            : Unfit;
        int left = Columns(node.Inputs[1], first, count), right = Columns(node.Inputs[2], first, count);
        if (mask < 0 || left < 0 || right < 0)
            return Unfit;
        if (!_compiled.TryGetValue((condition, mask, 0, count), out int spread))
        {
            spread = Emit(count, target => new RowInstruction(RowOperation.Spread, target, mask, mask));
            _compiled[(condition, mask, 0, count)] = spread;
        }
        return Emit(count, target => new RowInstruction(RowOperation.Select, target, left, right) { Mask = spread });
    }

    private int Element(Node get, int width, bool isMask)
    {
        int list = loop.VariableOf(get.Inputs[0]), counter = loop.CounterOf(get.Inputs[1]);
        if (list < 0 || loop.Roles[list] != LoopRole.Invariant || counter < 0)
            return Unfit;
        int register = Source(RowSource.Element, list, width, counter);
        if (register >= 0)
            _registers[register] = _registers[register] with { IsMask = isMask };
        return register;
    }

    // One register for each source, however often it is read.
    private int Source(RowSource source, int variable, int width, int counter = -1)
    {
        if (_sources.TryGetValue((variable, counter), out int register))
            return _registers[register].Width == width ? register : Unfit;
        register = Add(new RowRegister(source, width, variable, counter));
        _sources.Add((variable, counter), register);
        return register;
    }

    private int Constant(ConstantValue constant, int first, int count)
    {
        Value value = constant.Value;
        bool isRow = value.Rank is 1 or 2 && value.Count == value.Dim(value.Rank - 1) && value.Count >= first + count && value.Count > 1;
        if (!isRow && (value.Count != 1 || value.Rank > 2))
            return Unfit;
        var row = new float[count];
        if (isRow)
            value.Span<float>().Slice(first, count).CopyTo(row);
        else
            Array.Fill(row, value.Scalar<float>());
        return Add(new RowRegister(RowSource.Constant, count, Constants: row));
    }

    private bool IsConstant(int register) => _registers[register].Source == RowSource.Constant;

    private int Emit(int width, Func<int, RowInstruction> make)
    {
        int target = Add(new RowRegister(RowSource.Instruction, width));
        _instructions.Add(make(target));
        return target;
    }

    private int Add(RowRegister register)
    {
        _registers.Add(register);
        return _registers.Count - 1;
    }
}
