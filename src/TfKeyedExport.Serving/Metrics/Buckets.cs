namespace TfKeyedExport.Serving.Metrics;

/// <summary>The upper bounds of a histogram, each of which belongs to its bucket.</summary>
internal sealed class Buckets
{
    private readonly long[] _limits;

    /// <summary>Makes buckets.</summary>
    /// <param name="unit">How many of what is observed are one of what is shown.</param>
    /// <param name="bounds">The bounds as they are shown, growing.</param>
    public Buckets(double unit, IReadOnlyList<double> bounds)
    {
        Unit = unit;
        Bounds = bounds;
        // 32.4 times 10 is a little less than 324 to a computer.
        _limits = [.. bounds.Select(b => (long)Math.Floor(Math.Round(b * unit, 6)))];
    }

    /// <summary>TensorFlow Serving's for latencies: microseconds.</summary>
    public static Buckets Latency { get; } = new(TimeSpan.TicksPerMicrosecond, Exponential(10, 1.8, 33));

    /// <summary>TensorFlow Serving's for waiting in a queue: microseconds.</summary>
    public static Buckets Queuing { get; } = new(TimeSpan.TicksPerMicrosecond, Exponential(100, 1.2, 52));

    /// <summary>TensorFlow Serving's for sizes of batches.</summary>
    public static Buckets BatchSizes { get; } = new(1, Exponential(1, 2, 14));

    /// <summary>TensorFlow Serving's for examples.</summary>
    public static Buckets Examples { get; } = new(1, Exponential(1, 2, 15));

    /// <summary>Ours for times: seconds.</summary>
    public static Buckets Seconds { get; } = new(
        TimeSpan.TicksPerSecond, [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);

    /// <summary>The bounds as they are shown.</summary>
    public IReadOnlyList<double> Bounds { get; }

    /// <summary>How many of what is observed are one of what is shown.</summary>
    public double Unit { get; }

    /// <summary>The bucket of an observation; the one after the last for what is larger than all bounds.</summary>
    public int Find(long observed)
    {
        int low = 0, high = _limits.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_limits[middle] < observed)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static double[] Exponential(double first, double growth, int count)
    {
        double[] bounds = new double[count];
        for (int i = 0; i < count; i++, first *= growth)
            bounds[i] = first;
        return bounds;
    }
}
