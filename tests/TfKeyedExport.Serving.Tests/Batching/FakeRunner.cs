using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Tests.Batching;

/// <summary>A model that answers what it is asked, notes it, and stops on demand.</summary>
internal sealed class FakeRunner(params bool[] isBatched) : IBatchRunner
{
    private readonly Lock _gate = new();
    private readonly List<float[]> _runs = [];
    private readonly List<(int Calls, int Rows, int Padding, BatchClosing Closed)> _batches = [];

    public IReadOnlyList<bool> IsBatched { get; } = isBatched.Length == 0 ? [true] : isBatched;

    /// <summary>What is known of its cost: nothing, so that no caller runs a batch itself.</summary>
    public Func<int, TimeSpan?> Cost { get; set; } = _ => null;

    public Func<Tensor[], Tensor[]> Model { get; set; } = inputs => inputs;

    /// <summary>Ends what a caller runs itself.</summary>
    public CancellationToken Until { get; set; }

    public int Surprises { get; private set; }

    /// <summary>Set whenever a run has begun.</summary>
    public AutoResetEvent Began { get; } = new(false);

    /// <summary>What a run waits for.</summary>
    public ManualResetEvent MayGo { get; } = new(true);

    public CancellationToken LastCancellation { get; private set; }

    /// <summary>The first input of each run.</summary>
    public float[][] Runs
    {
        get
        {
            lock (_gate)
                return [.. _runs];
        }
    }

    public (int Calls, int Rows, int Padding, BatchClosing Closed)[] Batches
    {
        get
        {
            lock (_gate)
                return [.. _batches];
        }
    }

    public Tensor[] Run(Tensor[] inputs, int rows, int padding, CancellationToken cancellation)
    {
        lock (_gate)
            _runs.Add(inputs[0].Type == DataType.Float ? inputs[0].Values<float>().ToArray() : []);
        LastCancellation = cancellation;
        Began.Set();
        Soon.Is(MayGo);
        return Model(inputs);
    }

    public TimeSpan? Estimate(int rows) => Cost(rows);

    public bool MayRunHere(int rows, out CancellationToken until)
    {
        until = Until;
        return Cost(rows) < TimeSpan.FromMilliseconds(0.5);
    }

    public void TookTooLong()
    {
        Surprises++;
        Cost = _ => null;
    }

    public void Observe(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed)
    {
        lock (_gate)
            _batches.Add((calls, rows, padding, closed));
    }

    public void Waited(TimeSpan waited)
    {
    }
}
