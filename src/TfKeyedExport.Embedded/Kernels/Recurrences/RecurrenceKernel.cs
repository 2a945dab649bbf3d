using TfKeyedExport.Embedded.Kernels.ControlFlow;
using TfKeyedExport.Embedded.Kernels.TensorLists;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>
/// A loop over the steps of a sequence, see <see cref="RecurrenceStep"/>: runs its program on blocks of rows, or as an ordinary loop if the
/// inputs are not what the program expects. The latter also finds the words for what is wrong with them.
/// </summary>
internal sealed unsafe class RecurrenceKernel(KernelRequest request, RecurrenceStep step) : Kernel
{
    private readonly RowSteps _steps = new(step.Program);
    private readonly ConstantValue?[] _constants = [.. request.Node.Regions[1].Results.Select(request.Known)];
    private readonly WhileKernel _loop = new(request);

    public override void Run(KernelContext context)
    {
        var inputs = new RecurrenceInputs(context, _steps);
        long rounds = inputs.Rounds();
        int rows = rounds > 0 && rounds <= Math.Min(context.Call.Host.Options.LoopLimit, TensorListReserveKernel.MostElements) ? inputs.Rows((int)rounds) : -1;
        RowLayout layout = rows < 0 ? default : new RowLayout(_steps, rows, (int)rounds, context.Call.Host.Options.Threads);
        if (rows < 0 || layout.Floats > int.MaxValue)
            _loop.Run(context);
        else
            Run(context, rows, (int)rounds, layout);
    }

    private void Run(KernelContext context, int rows, int rounds, in RowLayout layout)
    {
        int states = _steps.States.Length, given = states + _steps.Invariants.Length, written = _steps.WrittenSlots.Length;
        float** pointers = stackalloc float*[given + states + written];
        for (int i = 0; i < given; i++)
            pointers[i] = context.Input(i < states ? _steps.States[i].Variable : _steps.Invariants[i - states].Register.Variable).Pointer<float>();
        using var elements = new Scratch<long>(context, checked(Math.Max(1, _steps.Elements.Length * rounds)));
        using var scratch = new Scratch<float>(context, (int)layout.Floats);
        int* offsets = stackalloc int[_steps.Widths.Length];
        bool ahead = FindElements(context, rounds, elements.Span) && layout.Blocks == 1;
        int length = layout.Place(_steps, rounds, offsets);
        PassOn(context, rounds);
        for (int i = 0; i < states; i++)
        {
            context.Allocate<float>(_steps.States[i].Variable, rows, _steps.States[i].Width);
            pointers[given + i] = context.Output(_steps.States[i].Variable).Pointer<float>();
        }
        for (int i = 0; i < written; i++)
            pointers[given + states + i] = Written(context, i, rows, rounds);
        fixed (long* places = elements.Span)
        fixed (float* memory = scratch.Span)
        {
            var job = new RowBlocks
            {
                Steps = _steps,
                Rows = rows,
                BlockRows = layout.BlockRows,
                BlocksPerPiece = layout.BlocksPerPiece,
                Rounds = rounds,
                ComputesAhead = ahead && layout.HasRoomAhead,
                Elements = (byte**)places,
                Given = pointers,
                Results = pointers + given,
                Written = pointers + given + states,
                Offsets = offsets,
                Scratch = memory,
                PieceLength = length,
            };
            if (layout.Pieces == 1)
                job.Run(0);
            else
                context.Share(layout.Pieces, layout.Nanoseconds, ref job);
        }
        context.Call.Watch.ThrowIfUp();
    }

    // Where each element is; whether those of each sequence lie one behind the other.
    private bool FindElements(KernelContext context, int rounds, Span<long> places)
    {
        bool inOrder = true;
        for (int i = 0; i < _steps.Elements.Length; i++)
        {
            RowRegister register = _steps.Elements[i].Register;
            TensorList list = context.List(register.Variable);
            int first = (int)context.Integer(register.Counter);
            for (int round = 0; round < rounds; round++)
            {
                Value item = list[first + round]!;
                places[(i * rounds) + round] = (long)item.Bytes;
                inOrder &= register.IsMask || round == 0 || places[(i * rounds) + round - 1] + item.ByteCount == (long)item.Bytes;
            }
        }
        return inOrder;
    }

    // What needs no program. Invariants come first: a list that is also one of them is then known to be read elsewhere, and is not changed.
    private void PassOn(KernelContext context, int rounds)
    {
        LoopRole[] roles = _steps.Program.Roles;
        for (int i = 0; i < roles.Length; i++)
        {
            if (roles[i] == LoopRole.Invariant)
                context.Forward(i, i);
            else if (roles[i] == LoopRole.Constant)
                context.Output(i).Share(_constants[i]!);
            else if (roles[i] == LoopRole.Counter && context.OutputType(i) == DataType.Int64)
                context.Allocate<long>(i, context.Input(i).Shape)[0] = unchecked(context.Integer(i) + rounds);
            else if (roles[i] == LoopRole.Counter)
                context.Allocate<int>(i, context.Input(i).Shape)[0] = unchecked((int)(context.Integer(i) + rounds));
        }
    }

    // The elements of a list that the loop sets are parts of one tensor.
    private float* Written(KernelContext context, int index, int rows, int rounds)
    {
        RowWrite write = _steps.Program.Writes[index];
        int count = write.Counter >= 0 ? rounds : 1;
        long first = write.Counter >= 0 ? context.Integer(write.Counter) : write.Index;
        Value elements = context.Rent();
        elements.Allocate(DataType.Float, [count, rows, _steps.WrittenWidths[index]], context.Call.Pool);
        TensorList list = context.ChangedList(write.Variable, write.Variable);
        for (int i = 0; i < count; i++)
            list.SetRow((int)first + i, elements, i);
        float* data = elements.Pointer<float>();
        context.Call.Return(elements);
        return data;
    }
}
