using System.Collections.Concurrent;

namespace TfKeyedExport.Serving.Threads;

/// <summary>Threads for work that takes long, so that those that carry requests never wait for it: loading models, and calls of large ones.</summary>
internal sealed class WorkThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts the threads.</summary>
    /// <param name="count">How much is done at once.</param>
    /// <param name="name">What they are called.</param>
    public WorkThreads(int count, string name)
    {
        for (int i = 0; i < count; i++)
            new Thread(Run) { IsBackground = true, Name = $"{name} {i}" }.Start();
    }

    /// <summary>How much waits.</summary>
    public int Waiting => _work.Count;

    /// <summary>Has work done as soon as a thread is free; it may not throw.</summary>
    public void Start(Action work) => _work.Add(work);

    /// <summary>Ends the threads after what was started.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
    }
}
