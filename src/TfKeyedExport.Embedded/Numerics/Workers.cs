using System.Runtime.CompilerServices;

namespace TfKeyedExport.Embedded.Numerics;

/// <summary>
/// Threads that help with large pieces of work. One job has them at a time; whoever comes meanwhile works alone, so that many calls at once
/// do not fight over them. Nothing is allocated for a job.
/// </summary>
internal static unsafe class Workers
{
    // Below this, waking a worker costs more than it helps.
    private const double WorthWaking = 40_000;

    // A worker looks out for the next job for about this many turns before it sleeps.
    private const int Turns = 2000;

    private static readonly SemaphoreSlim Wake = new(0);
    private static int _taken;
    private static int _started;
    private static delegate*<void*, int, void> _work;
    private static void* _state;
    private static int _pieces;
    private static CallWatch? _watch;
    private static int _next;
    private static int _open;
    private static int _sleeping;
    private static int _inside;
    private static int _helpers;

    /// <summary>The most threads that work on one job, the caller's included.</summary>
    public static int Count { get; } = Environment.ProcessorCount;

    /// <summary>Does every piece of a job, on several threads if that is worth it; pieces are left out once the call is over.</summary>
    /// <param name="pieces">The number of pieces; each is done once, in any order.</param>
    /// <param name="nanoseconds">About how long all of it takes on one thread.</param>
    /// <param name="job">The job.</param>
    /// <param name="threads">The most threads that may work on it, the caller's included; 0 for as many as there are.</param>
    public static void Run<TJob>(int pieces, double nanoseconds, ref TJob job, int threads = 0)
        where TJob : struct, IJob
    {
        if (pieces < 2 || Count < 2 || threads == 1 || nanoseconds < WorthWaking || Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
        {
            for (int i = 0; i < pieces && !CallWatch.IsOver; i++)
                job.Run(i);
            return;
        }
        // The job stays in the caller's frame until every worker has left it.
        Share(pieces, &Piece<TJob>, Unsafe.AsPointer(ref job), (threads > 0 ? Math.Min(threads, Count) : Count) - 1);
    }

    private static void Piece<TJob>(void* job, int piece)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Run(piece);

    private static void Share(int pieces, delegate*<void*, int, void> work, void* state, int helpers)
    {
        Start();
        _helpers = helpers;
        _work = work;
        _state = state;
        _pieces = pieces;
        _watch = CallWatch.Current;
        _next = 0;
        Volatile.Write(ref _open, 1);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sleeping) > 0)
            Wake.Release(Math.Min(Math.Min(Volatile.Read(ref _sleeping), helpers), pieces - 1));
        TakePieces();
        Volatile.Write(ref _open, 0);
        Interlocked.MemoryBarrier();
        SpinWait wait = default;
        while (Volatile.Read(ref _inside) != 0)
            wait.SpinOnce(-1);
        Volatile.Write(ref _taken, 0);
    }

    private static void TakePieces()
    {
        int pieces = _pieces;
        for (int piece = Interlocked.Increment(ref _next) - 1; piece < pieces; piece = Interlocked.Increment(ref _next) - 1)
        {
            if (!CallWatch.IsOver)
                _work(_state, piece);
        }
    }

    private static void Start()
    {
        if (_started != 0)
            return;
        _started = 1;
        for (int i = 1; i < Count; i++)
            new Thread(Loop, 256 << 10) { IsBackground = true, Name = "tfkeyed worker" }.Start();
    }

    private static void Loop()
    {
        while (true)
        {
            int turns = 0;
            while (Volatile.Read(ref _open) == 0)
            {
                if (++turns < Turns)
                {
                    Thread.SpinWait(10);
                    continue;
                }
                Interlocked.Increment(ref _sleeping);
                if (Volatile.Read(ref _open) == 0)
                    Wake.Wait();
                Interlocked.Decrement(ref _sleeping);
                turns = 0;
            }
            // Whoever is inside while the job is open keeps it from ending.
            int inside = Interlocked.Increment(ref _inside);
            if (Volatile.Read(ref _open) != 0 && inside <= Volatile.Read(ref _helpers))
            {
                CallWatch.Take(_watch);
                TakePieces();
                CallWatch.Take(null);
            }
            Interlocked.Decrement(ref _inside);
            while (Volatile.Read(ref _open) != 0 && Volatile.Read(ref _next) >= _pieces)
                Thread.SpinWait(5);
        }
    }
}
