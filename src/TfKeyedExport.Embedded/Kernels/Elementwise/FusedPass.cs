using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>One pass of a fused chain: the instructions whose results have one shape.</summary>
internal readonly unsafe ref struct FusedPass(KernelContext context, ElementInstruction[] program, int inputs, uint selected)
{
    // About how long an element takes, in each instruction.
    private const double ElementNanoseconds = 0.15;
    private const double PieceNanoseconds = 20_000;

    // A longer run than this is stretched beforehand.
    private const int LongestRow = 1024;

    private readonly KernelContext _context = context;
    private readonly ElementInstruction[] _program = program;
    private readonly int _inputs = inputs;
    private readonly uint _selected = selected;

    /// <summary>Runs it.</summary>
    /// <param name="shape">The results' shape.</param>
    /// <param name="results">The results that outlive their pass; those of this one are added.</param>
    public void Run(ReadOnlySpan<long> shape, Span<Value?> results)
    {
        int count = 1, operands = _inputs + _program.Length;
        foreach (long size in shape)
            count = checked(count * (int)size);
        FusedOperand* places = stackalloc FusedOperand[operands];
        new Span<FusedOperand>(places, operands).Clear();
        int longest = Find(shape, count, results, places);
        Allocate(shape, results, places);
        if (count == 0)
            return;
        int length = Length(longest, count), stride = length + FusedBlocks.Slack, blocks = (count + length - 1) / length;
        double nanoseconds = count * ElementNanoseconds * BitOperations.PopCount(_selected);
        int pieces = (int)Math.Clamp(nanoseconds / PieceNanoseconds, 1, Math.Min(blocks, 2 * Workers.Count));
        int perPiece = (blocks + pieces - 1) / pieces;
        pieces = (blocks + perPiece - 1) / perPiece;
        long floats = (long)pieces * operands * stride;
        for (int i = 0; i < operands; i++)
            floats += places[i].Kind == OperandKind.Row ? stride : places[i].Kind == OperandKind.Other ? count : 0;
        using var scratch = new Scratch<float>(_context, checked((int)floats));
        fixed (float* memory = scratch.Span)
        {
            float* blocksOfPieces = Prepare(shape, count, length, results, places, memory);
            var job = new FusedBlocks
            {
                Program = _program,
                Operands = places,
                Inputs = _inputs,
                Count = count,
                Length = length,
                BlocksPerPiece = perPiece,
                Scratch = blocksOfPieces,
                Selected = _selected,
            };
            if (pieces == 1)
                job.Run(0);
            else
                _context.Share(pieces, nanoseconds, ref job);
        }
    }

    // Where the operands lie; the longest run that is repeated.
    private int Find(ReadOnlySpan<long> shape, int count, ReadOnlySpan<Value?> results, FusedOperand* places)
    {
        int longest = 1;
        for (int i = 0; i < _program.Length; i++)
        {
            if (!IsSelected(i))
                continue;
            places[_inputs + i].Kind = OperandKind.Result;
            for (int side = 0; side < 2; side++)
            {
                int operand = side == 0 ? _program[i].Left : _program[i].Right;
                if (places[operand].Kind != OperandKind.Unused || (operand >= _inputs && IsSelected(operand - _inputs)))
                    continue;
                Value value = Operand(operand, results);
                FusedOperand place = FusedOperand.Of(value.Shape, value.Pointer<float>(), value.Count, shape, count);
                if (place.Kind == OperandKind.Row && place.Period > LongestRow)
                    place.Kind = OperandKind.Other;
                if (place.Kind == OperandKind.Row)
                    longest = Math.Max(longest, place.Period);
                places[operand] = place;
            }
        }
        return longest;
    }

    // Makes room for what is an output, or is read by a later pass.
    private void Allocate(ReadOnlySpan<long> shape, Span<Value?> results, FusedOperand* places)
    {
        for (int i = 0; i < _program.Length; i++)
        {
            if (!IsSelected(i))
                continue;
            if (_program[i].Output >= 0)
            {
                results[i] = Output(i, shape, places);
            }
            else if (IsReadLater(i))
            {
                results[i] = _context.Rent();
                results[i]!.Allocate(DataType.Float, shape, _context.Call.Pool);
            }
            if (results[i] is { } value)
                places[_inputs + i].Data = value.Pointer<float>();
        }
    }

    // The last result may lie over an input that nobody reads afterwards: a block's elements are all read before it is written.
    private Value Output(int instruction, ReadOnlySpan<long> shape, FusedOperand* places)
    {
        int output = _program[instruction].Output;
        bool isLast = instruction == _program.Length - 1 || (_selected >> (instruction + 1)) == 0;
        for (int i = 0; isLast && _context.OutputCount == 1 && i < _inputs; i++)
        {
            bool isGivenUp = places[i].Kind == OperandKind.Full && _context.IsLastUse(i) && _context.Input(i).OwnsBuffer;
            if (isGivenUp && _context.Input(i).Shape.SequenceEqual(shape) && !IsReadOutside(i))
            {
                _context.AllocateOver<float>(output, i);
                return _context.Output(output);
            }
        }
        return _context.Allocate(output, shape);
    }

    private bool IsReadOutside(int operand)
    {
        for (int i = 0; i < _program.Length; i++)
        {
            if (!IsSelected(i) && (_program[i].Left == operand || _program[i].Right == operand))
                return true;
        }
        return false;
    }

    private bool IsReadLater(int instruction) => IsReadOutside(_inputs + instruction);

    private Value Operand(int operand, ReadOnlySpan<Value?> results) => operand < _inputs ? _context.Input(operand) : results[operand - _inputs]!;

    // Whole runs of every row, and whole registers if that does not make it long.
    private static int Length(int longest, int count)
    {
        int registers = longest * (FusedBlocks.Slack / Math.Min(FusedBlocks.Slack, longest & -longest));
        int step = registers <= 2 * FusedBlocks.Block ? registers : longest;
        return Math.Min(step * Math.Max(1, FusedBlocks.Block / step), count);
    }

    // Repeats rows to the length of a block, and stretches what lies otherwise; gives the memory behind.
    private float* Prepare(ReadOnlySpan<long> shape, int count, int length, ReadOnlySpan<Value?> results, FusedOperand* places, float* memory)
    {
        for (int i = 0; i < _inputs + _program.Length; i++)
        {
            if (places[i].Kind == OperandKind.Row && (places[i].Period != length || length % FusedBlocks.Slack != 0))
            {
                Repeat(places[i].Data, places[i].Period, new Span<float>(memory, length));
                places[i].Data = memory;
                memory += length + FusedBlocks.Slack;
            }
            else if (places[i].Kind == OperandKind.Other)
            {
                Value value = Operand(i, results);
                var walk = new BroadcastWalk(shape, value.Shape, value.Shape);
                float* elements = value.Pointer<float>();
                for (int j = 0; j < count; j++, walk.Next())
                    memory[j] = elements[walk.Left];
                places[i] = new FusedOperand { Kind = OperandKind.Full, Data = memory };
                memory += count;
            }
        }
        return memory;
    }

    private static void Repeat(float* run, int period, Span<float> target)
    {
        if (period == 1)
        {
            target.Fill(*run);
            return;
        }
        // What is there already is copied behind itself.
        int done = Math.Min(period, target.Length);
        new ReadOnlySpan<float>(run, done).CopyTo(target);
        for (int next; done < target.Length; done += next)
        {
            next = Math.Min(done, target.Length - done);
            target[..next].CopyTo(target[done..]);
        }
    }

    private bool IsSelected(int instruction) => (_selected & (1u << instruction)) != 0;
}
