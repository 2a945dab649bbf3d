using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>The slices of a tensor along one axis, told apart by their elements.</summary>
/// <remarks>As in TensorFlow, a NaN differs from every NaN and the two zeros are one.</remarks>
internal readonly unsafe struct SliceSet(Value input, DataType type, int outer, int count, int inner)
{
    /// <summary>Numbers the distinct slices in the order of their first appearance.</summary>
    /// <param name="firsts">Gets where each distinct slice first appears.</param>
    /// <param name="table">Room for hashing; a power of two, at least twice the number of slices.</param>
    /// <param name="places">Gets the number of each slice.</param>
    /// <returns>How many are distinct.</returns>
    public int Find<TIndex>(Span<int> firsts, Span<int> table, Span<TIndex> places)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        table.Clear();
        int distinct = 0;
        for (int i = 0; i < count; i++)
        {
            int slot = (int)(Hash(i) & (uint)(table.Length - 1));
            while (table[slot] != 0 && !Same(firsts[table[slot] - 1], i))
                slot = (slot + 1) & (table.Length - 1);
            if (table[slot] == 0)
            {
                firsts[distinct++] = i;
                table[slot] = distinct;
            }
            places[i] = TIndex.CreateTruncating(table[slot] - 1);
        }
        return distinct;
    }

    private uint Hash(int slice)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        for (int o = 0; o < outer; o++)
        {
            int start = ((o * count) + slice) * inner;
            for (int i = start; i < start + inner; i++)
                hash = BitOperations.RotateLeft((hash ^ ElementHash(i)) * 0xD6E8FEB86659FD93, 32);
        }
        return (uint)((hash * 0xD6E8FEB86659FD93) >> 32);
    }

    private ulong ElementHash(int index) => type switch
    {
        DataType.String => (uint)StringHash(input.Strings[index]),
        DataType.Float => NumberHash(input.Span<float>()[index], index),
        DataType.Double => NumberHash(input.Span<double>()[index], index),
        DataType.Half => NumberHash((double)input.Span<Half>()[index], index),
        DataType.Bfloat16 => NumberHash((float)input.Span<BFloat16>()[index], index),
        _ => input.ElementSize switch
        {
            1 => input.Bytes[index],
            2 => input.Pointer<ushort>()[index],
            4 => input.Pointer<uint>()[index],
            _ => input.Pointer<ulong>()[index],
        },
    };

    // Adding zero makes one of the two zeros; NaNs, none of which equals another, are spread by their places.
    private static ulong NumberHash(double value, int index) => double.IsNaN(value) ? (uint)index : BitConverter.DoubleToUInt64Bits(value + 0d);

    // Every process hashes strings with its own random seed, so that nobody can prepare strings that collide.
    private static int StringHash(ReadOnlySpan<byte> bytes)
    {
        HashCode hash = default;
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private bool Same(int left, int right)
    {
        for (int o = 0; o < outer; o++)
        {
            int a = ((o * count) + left) * inner, b = ((o * count) + right) * inner;
            bool same = type switch
            {
                DataType.String => SameStrings(a, b),
                DataType.Float => SameNumbers(input.Span<float>().Slice(a, inner), input.Span<float>().Slice(b, inner)),
                DataType.Double => SameNumbers(input.Span<double>().Slice(a, inner), input.Span<double>().Slice(b, inner)),
                DataType.Half => SameNumbers(input.Span<Half>().Slice(a, inner), input.Span<Half>().Slice(b, inner)),
                DataType.Bfloat16 => SameSmall(input.Span<BFloat16>().Slice(a, inner), input.Span<BFloat16>().Slice(b, inner)),
                _ => Bytes(a).SequenceEqual(Bytes(b)),
            };
            if (!same)
                return false;
        }
        return true;
    }

    private ReadOnlySpan<byte> Bytes(int start) => new(input.Bytes + ((long)start * input.ElementSize), inner * input.ElementSize);

    private bool SameStrings(int a, int b)
    {
        for (int i = 0; i < inner; i++)
        {
            if (!input.Strings[a + i].SequenceEqual(input.Strings[b + i]))
                return false;
        }
        return true;
    }

    private static bool SameNumbers<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
                return false;
        }
        return true;
    }

    private static bool SameSmall(ReadOnlySpan<BFloat16> left, ReadOnlySpan<BFloat16> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if ((float)left[i] != (float)right[i])
                return false;
        }
        return true;
    }
}
