namespace TfKeyedExport.Fuzzing;

/// <summary>Random numbers of one case: the same seed and case give the same numbers on every machine.</summary>
internal sealed class FuzzRandom
{
    private ulong _state;

    public FuzzRandom(ulong seed, long number)
    {
        _state = seed * 0x9E3779B97F4A7C15 ^ (ulong)number;
        // Neighbouring cases begin far apart.
        _state = Next() ^ ((ulong)number << 32);
    }

    /// <summary>64 random bits (SplitMix64).</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)Math.Max(limit, 1));

    /// <summary>A number between two, both included.</summary>
    public long Between(long least, long most) => least + (long)(Next() % (ulong)(most - least + 1));

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of several.</summary>
    public T Pick<T>(params IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>A seed for a generator of another kind.</summary>
    public ulong Seed() => Next();
}
