namespace TfKeyedExport.Embedded.Numerics.Random;

/// <summary>The counter-based generator Philox 4x32 with ten rounds: four 32-bit numbers a step, any step reached at once.</summary>
/// <param name="key">The key.</param>
/// <param name="low">The lower half of the counter.</param>
/// <param name="high">The upper half of the counter.</param>
internal struct Philox(ulong key, ulong low, ulong high)
{
    private const uint FirstMultiplier = 0xD2511F53, SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9, SecondWeyl = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly ulong _key = key;
    private ulong _low = low;
    private ulong _high = high;

    /// <summary>The generator that TensorFlow's stateless operations make of a two-part seed: the seed is scrambled by the generator itself.</summary>
    public static (ulong Key, ulong Low, ulong High) Scramble(ulong seed, ulong seed2)
    {
        Span<uint> mixed = stackalloc uint[4];
        new Philox(0x02461E293EC8F720, seed, seed2).Next(mixed);
        return (mixed[0] | ((ulong)mixed[1] << 32), 0, mixed[2] | ((ulong)mixed[3] << 32));
    }

    /// <summary>The key.</summary>
    public readonly ulong Key => _key;

    /// <summary>The two halves of the counter, the lower one first.</summary>
    public readonly (ulong Low, ulong High) Counter => (_low, _high);

    /// <summary>Leaves so many steps out.</summary>
    public void Skip(ulong steps)
    {
        ulong before = _low;
        _low = unchecked(_low + steps);
        // TensorFlow adds in halves, and forgets the carry if adding the lower one's makes the upper half of the steps 0.
        if (_low < before && !(steps >> 32 == uint.MaxValue && (uint)_low < (uint)before))
            _high++;
    }

    /// <summary>The next four numbers.</summary>
    public void Next(Span<uint> numbers)
    {
        uint a = (uint)_low, b = (uint)(_low >> 32), c = (uint)_high, d = (uint)(_high >> 32);
        uint first = (uint)_key, second = (uint)(_key >> 32);
        for (int i = 0; i < Rounds; i++)
        {
            ulong x = (ulong)FirstMultiplier * a, y = (ulong)SecondMultiplier * c;
            (a, b, c, d) = ((uint)(y >> 32) ^ b ^ first, (uint)y, (uint)(x >> 32) ^ d ^ second, (uint)x);
            first = unchecked(first + FirstWeyl);
            second = unchecked(second + SecondWeyl);
        }
        numbers[0] = a;
        numbers[1] = b;
        numbers[2] = c;
        numbers[3] = d;
        Skip(1);
    }
}
