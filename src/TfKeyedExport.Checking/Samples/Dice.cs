namespace TfKeyedExport.Checking.Samples;

/// <summary>Random numbers that are the same on every machine and in every version for the same seed (SplitMix64).</summary>
internal sealed class Dice(long seed)
{
    private ulong _state = (ulong)seed;

    public ulong NextBits()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to one less than the bound.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>A number of at least 0 and less than 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard normal distribution.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>One of some values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>The numbers from 0 to one less than the count, in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = Enumerable.Range(0, count).ToArray();
        for (int i = count - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>
    /// A batch of so many rows, in an order of its own each time that all were there: rows that repeat in the same order would stand where parts of a model
    /// that are as long expect their likes.
    /// </summary>
    public int[] Many(int[] rows, int count)
    {
        int[] many = new int[count];
        for (int start = 0; start < count; start += rows.Length)
        {
            int[] order = Permutation(rows.Length);
            for (int i = 0; i < rows.Length && start + i < count; i++)
                many[start + i] = rows[order[i]];
        }
        return many;
    }
}
