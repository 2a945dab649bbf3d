namespace TfKeyedExport.Embedded.Numerics.Random;

/// <summary>Numbers of several distributions, made of Philox's bits as TensorFlow makes them.</summary>
internal static class Distributions
{
    // Steps that a group of truncated numbers may use: 256 numbers of 32 bits for each of its elements.
    private const ulong TruncatedStepsPerElement = 64;

    /// <summary>Uniform in [0, 1).</summary>
    public static void Uniform(Philox generator, Span<float> target)
    {
        Span<uint> bits = stackalloc uint[4];
        for (int i = 0; i < target.Length; i++)
        {
            if ((i & 3) == 0)
                generator.Next(bits);
            target[i] = ToFloat(bits[i & 3]);
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static void Uniform(Philox generator, Span<double> target)
    {
        Span<uint> bits = stackalloc uint[4];
        for (int i = 0; i < target.Length; i++)
        {
            if ((i & 1) == 0)
                generator.Next(bits);
            target[i] = ToDouble(bits[(i & 1) * 2], bits[((i & 1) * 2) + 1]);
        }
    }

    /// <summary>Uniform integers from <paramref name="low"/> to below <paramref name="high"/>, with a sign or without one.</summary>
    public static void Uniform(Philox generator, Span<uint> target, uint low, uint high)
    {
        uint range = unchecked(high - low);
        Full(generator, target);
        foreach (ref uint number in target)
            number = unchecked(low + (number % range));
    }

    /// <summary>Uniform integers from <paramref name="low"/> to below <paramref name="high"/>, with a sign or without one.</summary>
    public static void Uniform(Philox generator, Span<ulong> target, ulong low, ulong high)
    {
        ulong range = unchecked(high - low);
        Full(generator, target);
        foreach (ref ulong number in target)
            number = unchecked(low + (number % range));
    }

    /// <summary>All integers.</summary>
    public static void Full(Philox generator, Span<uint> target)
    {
        var numbers = new PhiloxNumbers(generator);
        foreach (ref uint number in target)
            number = numbers.Next();
    }

    /// <summary>All integers.</summary>
    public static void Full(Philox generator, Span<ulong> target)
    {
        var numbers = new PhiloxNumbers(generator);
        foreach (ref ulong number in target)
            number = numbers.Next() | ((ulong)numbers.Next() << 32);
    }

    /// <summary>Standard normal.</summary>
    public static void Normal(Philox generator, Span<float> target)
    {
        Span<uint> bits = stackalloc uint[4];
        for (int i = 0; i < target.Length; i++)
        {
            if ((i & 3) == 0)
                generator.Next(bits);
            (float even, float odd) = NormalPair(bits[i & 2], bits[(i & 2) + 1]);
            target[i] = (i & 1) == 0 ? even : odd;
        }
    }

    /// <summary>Standard normal.</summary>
    public static void Normal(Philox generator, Span<double> target)
    {
        Span<uint> bits = stackalloc uint[4];
        Span<double> pair = stackalloc double[2];
        for (int i = 0; i < target.Length; i += 2)
        {
            generator.Next(bits);
            NormalPair(bits, pair);
            pair[..Math.Min(2, target.Length - i)].CopyTo(target[i..]);
        }
    }

    /// <summary>Standard normal without what lies beyond two standard deviations.</summary>
    public static void TruncatedNormal(Philox generator, Span<float> target)
    {
        const int Group = 4;
        const float Bound = 2;
        Span<uint> bits = stackalloc uint[4];
        for (int start = 0; start < target.Length; start += Group)
        {
            Philox own = generator;
            own.Skip((ulong)start * TruncatedStepsPerElement);
            int used = 4, end = Math.Min(start + Group, target.Length);
            for (int i = start; i < end;)
            {
                if (used == 4)
                {
                    own.Next(bits);
                    used = 0;
                }
                (float first, float second) = NormalPair(bits[used], bits[used + 1]);
                used += 2;
                if (MathF.Abs(first) < Bound)
                    target[i++] = first;
                if (i < end && MathF.Abs(second) < Bound)
                    target[i++] = second;
            }
        }
    }

    /// <summary>Two numbers, standard normal, of four of the generator's.</summary>
    public static void NormalPair(ReadOnlySpan<uint> bits, Span<double> pair)
    {
        double radius = Math.Sqrt(-2 * Math.Log(Math.Max(ToDouble(bits[0], bits[1]), 1e-7)));
        double angle = 2 * Math.PI * ToDouble(bits[2], bits[3]);
        pair[0] = Math.Sin(angle) * radius;
        pair[1] = Math.Cos(angle) * radius;
    }

    private static (float Sine, float Cosine) NormalPair(uint first, uint second)
    {
        float radius = MathF.Sqrt(-2 * MathF.Log(MathF.Max(ToFloat(first), 1e-7f)));
        float angle = (float)(2 * Math.PI * ToFloat(second));
        return (MathF.Sin(angle) * radius, MathF.Cos(angle) * radius);
    }

    private static float ToFloat(uint bits) => BitConverter.UInt32BitsToSingle((bits & 0x7FFFFF) | 0x3F800000) - 1;

    /// <summary>A number in [0, 1) of two of the generator's.</summary>
    public static double ToDouble(uint first, uint second) =>
        BitConverter.UInt64BitsToDouble(0x3FF0000000000000 | ((ulong)(first & 0xFFFFF) << 32) | second) - 1;
}
