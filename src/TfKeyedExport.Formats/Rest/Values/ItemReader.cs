using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Reads one value, nested or not, into a column: what its first elements say of its shape must hold for all others.</summary>
/// <remarks>
/// TF Serving knows a list's length before it looks at what is in it. Here a list is read once; only when something is wrong, the lists around it are
/// counted to their ends, so that the fault that is told is the one that comes first.
/// </remarks>
internal sealed class ItemReader
{
    // TensorFlow's tensors have no more dimensions.
    private const int MostRank = 254;

    private readonly long[] _shape = new long[MostRank];
    private readonly int[] _counts = new int[MostRank];
    private int _rank;

    /// <summary>The shape of the value that was read last.</summary>
    public ReadOnlySpan<long> Shape => _shape.AsSpan(0, _rank);

    /// <summary>How many values it has.</summary>
    public long Size { get; private set; }

    /// <summary>Reads a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Its place.</param>
    /// <param name="column">What takes it.</param>
    /// <param name="loose">Whether numbers are read as loosely as TF Serving does.</param>
    /// <returns>The place behind it.</returns>
    /// <exception cref="TfKeyedException">It is no tensor of the column's type; the words are TF Serving's.</exception>
    public int Read(ReadOnlySpan<byte> text, int at, Column column, bool loose)
    {
        int start = at;
        Size = 0;
        _rank = -1;
        int level = 0;
        bool runs = column.Kind.Form is ElementForm.Single or ElementForm.Double;
        while (true)
        {
            byte first = text[at];
            if (first == '[')
            {
                level = Open(text, at, level);
                at = Walk.Enter(text, at);
                if (text[at] != ']')
                    continue;
                if (_rank < 0)
                    _rank = level;
            }
            else
            {
                if (_rank < 0)
                    _rank = level;
                if (level != _rank)
                    throw Misplaced(text, at, level);
                int count = 1;
                if (runs && level > 0 && first is not ((byte)'"' or (byte)'{' or (byte)'t' or (byte)'f' or (byte)'n'))
                    count = Leaf.ReadRun(text, ref at, column, loose);
                else if (Leaf.Read(text, ref at, column, loose) is not Leaf.Result.Taken and var fault)
                    throw Refused(text, at, level, fault, column.Kind);
                Size += count;
                if (level == 0)
                    break;
                _counts[level - 1] += count;
            }
            at = Close(text, at, ref level);
            if (level == 0)
                break;
        }
        if (column.Kind.IsPair)
            JoinPairs(text, start, column.Kind);
        return at;
    }

    private int Open(ReadOnlySpan<byte> text, int at, int level)
    {
        if (_rank >= 0 && level >= _rank)
            throw Ragged(text, at, level) ?? Fault($"Encountered list at unexpected level: {level} expected < {_rank}");
        if (level == MostRank)
            throw Fault($"lists nest deeper than the {MostRank} dimensions that a tensor may have");
        _counts[level] = 0;
        if (_rank < 0)
            _shape[level] = -1;
        return level + 1;
    }

    // Goes on behind a value in a list: to the next one, or out of all lists that end here.
    private int Close(ReadOnlySpan<byte> text, int at, ref int level)
    {
        while (level > 0)
        {
            at = Bytes.SkipBlanks(text, at);
            long size = _shape[level - 1];
            if (text[at] == ',')
            {
                at = Bytes.SkipBlanks(text, at + 1);
                if (size >= 0 && _counts[level - 1] >= size)
                    throw Ragged(text, at, level)!;
                return at;
            }
            int count = _counts[level - 1];
            if (size < 0)
                _shape[level - 1] = count;
            else if (size != count)
                throw Ragged(text, at, level)!;
            at++;
            level--;
            if (level > 0)
                _counts[level - 1]++;
        }
        return at;
    }

    // The outermost of the open lists that has not as many elements as it should; null if all have.
    private TfKeyedException? Ragged(ReadOnlySpan<byte> text, int at, int level)
    {
        TfKeyedException? fault = null;
        for (int open = level - 1; open >= 0; open--)
        {
            int count = _counts[open];
            while (text[at] != ']')
            {
                count++;
                at = Walk.Next(text, Walk.Skip(text, at));
            }
            if (_shape[open] >= 0 && _shape[open] != count)
                fault = Fault($"Encountered list at unexpected size: {count} at level: {open} expected size: {_shape[open]}");
            at = Bytes.SkipBlanks(text, at + 1);
            if (open > 0)
            {
                _counts[open - 1]++;
                at = text[at] == ',' ? Bytes.SkipBlanks(text, at + 1) : at;
            }
        }
        return fault;
    }

    private TfKeyedException Misplaced(ReadOnlySpan<byte> text, int at, int level) => Ragged(text, at, level) ?? Fault(
        $"JSON Value: {DebugText.Of(text, at)} found at incorrect level: {level + 1} in the JSON DOM. Expected at level: {_rank}");

    private TfKeyedException Refused(ReadOnlySpan<byte> text, int at, int level, Leaf.Result fault, ElementKind kind) =>
        Ragged(text, at, level) ?? fault switch
        {
            Leaf.Result.BadBase64 => Fault("Unable to base64 decode"),
            Leaf.Result.NotBase64 => Fault($"JSON Value: {DebugText.Of(text, at)} not formatted correctly for base64 data"),
            Leaf.Result.Unsupported => new UnimplementedException($"Conversion of JSON Value: {DebugText.Of(text, at)} to type: {kind.Name}", null, null)
            {
                Side = ErrorSide.Request,
            },
            _ => WrongType(text, at, kind),
        };

    private static TfKeyedException WrongType(ReadOnlySpan<byte> text, int at, ElementKind kind) =>
        Fault($"JSON Value: {DebugText.Of(text, at)} Type: {ValueKinds.Name(text[at])} is not of expected type: {kind.Name}");

    // Complex numbers are lists of two: the innermost dimension is no dimension.
    private void JoinPairs(ReadOnlySpan<byte> text, int start, ElementKind kind)
    {
        if (_rank > 0 && Size == 0)
            return;
        if (_rank == 0 || _shape[_rank - 1] != 2)
            throw WrongType(text, start, kind);
        _rank--;
        Size /= 2;
    }

    private static TfKeyedException Fault(string what) => TfKeyedException.BadRequest(what);
}
