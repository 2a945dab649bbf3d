using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>Looks whether the inputs of a loop are what its program expects: only then does the program do what the loop would do.</summary>
/// <param name="context">The running kernel.</param>
/// <param name="steps">The program.</param>
internal readonly ref struct RecurrenceInputs(KernelContext context, RowSteps steps)
{
    private readonly KernelContext _context = context;
    private readonly RowSteps _steps = steps;

    /// <summary>How often the loop runs; at most one more often than the limit for loops.</summary>
    public long Rounds()
    {
        long rounds = _context.Call.Host.Options.LoopLimit + 1L;
        foreach (LoopLimit limit in _steps.Program.Limits)
        {
            if (!IsInteger(limit.Counter) || (limit.Variable >= 0 && !IsInteger(limit.Variable)))
                return 0;
            // Both are int32, or far from the ends of int64: else there is no such list, and the ordinary loop says so.
            Int128 left = (Int128)(limit.Variable >= 0 ? _context.Integer(limit.Variable) : limit.Constant) - _context.Integer(limit.Counter);
            rounds = (long)Int128.Clamp(left, 0, rounds);
        }
        return rounds;
    }

    /// <summary>The number of rows, if everything fits; else -1.</summary>
    /// <param name="rounds">The number of rounds, at least one.</param>
    public int Rows(int rounds)
    {
        Value first = _context.Input(_steps.States[0].Variable);
        if (first.Rank != 2)
            return -1;
        int rows = first.Dim(0);
        bool fits = rows > 0 && HasCounters();
        foreach (RowState state in _steps.States)
            fits = fits && IsRows(_context.Input(state.Variable), DataType.Float, rows, state.Width);
        foreach (RowFeed invariant in _steps.Invariants)
            fits = fits && IsRows(_context.Input(invariant.Register.Variable), DataType.Float, rows, invariant.Register.Width);
        foreach (RowFeed feed in _steps.Elements)
            fits = fits && HasElements(feed.Register, rows, rounds);
        for (int i = 0; i < _steps.WrittenSlots.Length; i++)
            fits = fits && TakesElements(i, rows, rounds);
        return fits ? rows : -1;
    }

    private bool IsInteger(int input) => _context.Input(input) is { Count: 1, Type: DataType.Int32 or DataType.Int64 };

    private bool HasCounters()
    {
        for (int i = 0; i < _steps.Program.Roles.Length; i++)
        {
            if (_steps.Program.Roles[i] == LoopRole.Counter && !(IsInteger(i) && _context.Input(i).Type == _context.OutputType(i)))
                return false;
        }
        return true;
    }

    private static bool IsRows(Value value, DataType type, int rows, int width) =>
        value.Type == type && value.Rank == 2 && value.Shape[0] == rows && value.Shape[1] == width;

    private bool HasElements(RowRegister element, int rows, int rounds)
    {
        if (_context.Input(element.Variable).Object is not TensorList list)
            return false;
        long first = _context.Integer(element.Counter);
        if (first < 0 || first > list.Count - rounds)
            return false;
        for (int i = 0; i < rounds; i++)
        {
            if (list[(int)first + i] is not { } item || !IsRows(item, element.IsMask ? DataType.Bool : DataType.Float, rows, element.Width))
                return false;
        }
        return true;
    }

    private bool TakesElements(int write, int rows, int rounds)
    {
        RowWrite written = _steps.Program.Writes[write];
        if (_context.Input(written.Variable).Object is not TensorList { Type: DataType.Float } list)
            return false;
        bool moves = written.Counter >= 0;
        long first = moves ? _context.Integer(written.Counter) : written.Index;
        ReadOnlySpan<long> shape = list.ElementShape;
        int width = _steps.WrittenWidths[write];
        bool isWithin = first >= 0 && first <= list.Count - (moves ? rounds : 1);
        bool takesRows = !list.HasElementRank || (shape.Length == 2 && Takes(shape[0], rows) && Takes(shape[1], width));
        return isWithin && takesRows && (long)rows * width * rounds <= int.MaxValue;

        static bool Takes(long declared, int size) => declared < 0 || declared == size;
    }
}
