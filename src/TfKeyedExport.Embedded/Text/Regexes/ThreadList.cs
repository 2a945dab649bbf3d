namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>The threads of one moment, in order of preference: the step that each waits at and the places that it noted.</summary>
internal sealed class ThreadList(int steps, int slots)
{
    private readonly int[] _entered = new int[steps];
    private int _moment = 1;
    private int[] _waiting = new int[Math.Min(steps, 16)];
    private int[] _notes = new int[Math.Min(steps, 16) * slots];

    /// <summary>The number of threads.</summary>
    public int Count { get; private set; }

    /// <summary>Drops all threads.</summary>
    public void Clear()
    {
        Count = 0;
        if (++_moment != int.MaxValue)
            return;
        Array.Clear(_entered);
        _moment = 1;
    }

    /// <summary>Whether a step is reached for the first time in this moment.</summary>
    public bool TryEnter(int step)
    {
        if (_entered[step] == _moment)
            return false;
        _entered[step] = _moment;
        return true;
    }

    /// <summary>Adds a thread behind all others.</summary>
    public void Add(int step, ReadOnlySpan<int> notes)
    {
        if (Count == _waiting.Length)
        {
            int room = Math.Min(steps, Count * 2);
            Array.Resize(ref _waiting, room);
            Array.Resize(ref _notes, room * slots);
        }
        notes.CopyTo(_notes.AsSpan(Count * slots));
        _waiting[Count++] = step;
    }

    /// <summary>The step that a thread waits at.</summary>
    public int Step(int thread) => _waiting[thread];

    /// <summary>The places that a thread noted.</summary>
    public ReadOnlySpan<int> Slots(int thread, int count) => _notes.AsSpan(thread * slots, count);
}
