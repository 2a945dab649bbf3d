namespace TfKeyedExport.Hashing;

/// <summary>
/// What bytes of zeros do to the register of CRC-32C: a step over one bit is linear, so it is known by what it does to each single bit of the register.
/// </summary>
internal static class Crc32CShift
{
    private const uint Polynomial = 0x82F63B78;

    /// <summary>The register after some bytes of zeros.</summary>
    public static uint Over(uint register, long bytes)
    {
        uint[] step = OneBit();
        // Three doublings make a byte of a bit.
        for (int i = 0; i < 3; i++)
            step = Twice(step);
        for (; bytes > 0; bytes >>= 1, step = Twice(step))
        {
            if ((bytes & 1) != 0)
                register = Apply(step, register);
        }
        return register;
    }

    /// <summary>What so many bytes of zeros do, as the registers that the single bits become.</summary>
    /// <param name="bytes">A power of two.</param>
    public static uint[] Steps(int bytes)
    {
        uint[] step = OneBit();
        for (int zeros = 1; zeros < bytes * 8; zeros *= 2)
            step = Twice(step);
        return step;
    }

    /// <summary>Takes a step.</summary>
    public static uint Apply(uint[] step, uint register)
    {
        uint result = 0;
        for (int bit = 0; bit < step.Length; bit++)
            result ^= ((register >> bit) & 1) * step[bit];
        return result;
    }

    private static uint[] OneBit()
    {
        uint[] step = new uint[32];
        step[0] = Polynomial;
        for (int bit = 1; bit < step.Length; bit++)
            step[bit] = 1u << (bit - 1);
        return step;
    }

    private static uint[] Twice(uint[] step) => Array.ConvertAll(step, register => Apply(step, register));
}
