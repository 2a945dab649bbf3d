using System.Runtime.CompilerServices;

namespace TfKeyedExport.Embedded.Numerics.Random;

/// <summary>A generator's numbers one by one.</summary>
/// <param name="generator">The generator, which is copied.</param>
internal struct PhiloxNumbers(Philox generator)
{
    private Philox _generator = generator;
    private Four _numbers;
    private int _used = 4;

    /// <summary>The next number.</summary>
    public uint Next()
    {
        if (_used == 4)
        {
            _generator.Next(_numbers);
            _used = 0;
        }
        return _numbers[_used++];
    }

    /// <summary>A number in [0, 1), made of the next two.</summary>
    public double NextDouble()
    {
        uint first = Next(), second = Next();
        return Distributions.ToDouble(first, second);
    }

    [InlineArray(4)]
    private struct Four
    {
        private uint _first;
    }
}
