using System.Collections.Concurrent;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Threads for calls that may be cancelled: a caller that waits for one can stop waiting.</summary>
/// <remarks>Not the thread pool: callers are often its threads, and a pool whose threads wait for each other stands still.</remarks>
internal static class CallThreads
{
    /// <summary>Idle threads that are kept; further ones end.</summary>
    private static readonly int Kept = Environment.ProcessorCount * 2;

    private static readonly ConcurrentStack<Worker> Idle = new();

    /// <summary>Runs work on a thread of its own; the work must not throw.</summary>
    public static void Run(Action work)
    {
        if (!Idle.TryPop(out Worker? worker))
            worker = new Worker();
        worker.Give(work);
    }

    private sealed class Worker
    {
        private readonly SemaphoreSlim _given = new(0);
        private Action? _work;

        public Worker() => new Thread(Loop) { IsBackground = true, Name = "TensorFlow call" }.Start();

        public void Give(Action work)
        {
            _work = work;
            _given.Release();
        }

        private void Loop()
        {
            do
            {
                _given.Wait();
                Action work = _work!;
                _work = null;
                work();
            }
            while (KeepIdle());
            _given.Dispose();
        }

        private bool KeepIdle()
        {
            if (Idle.Count >= Kept)
                return false;
            Idle.Push(this);
            return true;
        }
    }
}
