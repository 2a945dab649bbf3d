namespace TfKeyedExport.Serving.Metrics;

/// <summary>
/// Numbers that many threads add to. Each processor has its own copy, so that they do not take lines of the cache from each other; who reads adds them up.
/// </summary>
internal sealed class Cells
{
    private const int Line = 8;
    private const int MostStripes = 16;

    private static readonly int StripeMask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MostStripes)) - 1;

    private readonly long[] _cells;
    private readonly int _stride;

    /// <summary>Begins with zeros.</summary>
    /// <param name="count">How many numbers.</param>
    public Cells(int count)
    {
        _stride = (count + Line - 1) / Line * Line;
        // A line more at the front: what stands before the array in memory is somebody else's.
        _cells = new long[((StripeMask + 1) * _stride) + Line];
    }

    /// <summary>Adds to a number.</summary>
    public void Add(int index, long amount) => Interlocked.Add(ref _cells[Start() + index], amount);

    /// <summary>Adds to two numbers.</summary>
    public void Add(int first, long toFirst, int second, long toSecond)
    {
        int start = Start();
        Interlocked.Add(ref _cells[start + first], toFirst);
        Interlocked.Add(ref _cells[start + second], toSecond);
    }

    /// <summary>A number, as it is now.</summary>
    public long Read(int index)
    {
        long sum = 0;
        for (int at = Line + index; at < _cells.Length; at += _stride)
            sum += Interlocked.Read(ref _cells[at]);
        return sum;
    }

    private int Start() => Line + ((Thread.GetCurrentProcessorId() & StripeMask) * _stride);
}
