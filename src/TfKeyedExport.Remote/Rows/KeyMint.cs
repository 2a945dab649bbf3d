using System.Globalization;
using System.Text;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Rows;

/// <summary>Makes keys that no two rows of a check have, as far as the key's type has enough values, and knows its own again. Thread-safe.</summary>
/// <param name="key">The key's declaration.</param>
/// <param name="prefix">With what texts begin: what the server asks of its clients' keys, and what tells this check from others.</param>
/// <param name="begin">With which number to begin.</param>
internal sealed class KeyMint(SignatureArgument key, string prefix, long begin)
{
    private const int OpenSize = 2;

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);
    private long _next = begin;

    /// <summary>The key's declaration.</summary>
    public SignatureArgument Key => key;

    /// <summary>How many keys of the type there are that can be told apart.</summary>
    public long Distinct => key.Type switch
    {
        DataType.String => long.MaxValue,
        DataType.Bool => 2,
        DataType.Bfloat16 => 1 << 8,
        DataType.Half => 1 << 11,
        DataType.Float or DataType.Complex64 => 1 << 24,
        DataType.Double or DataType.Complex128 => 1L << 53,
        _ => key.Type.Size() >= 8 ? long.MaxValue : 1L << (8 * key.Type.Size() - (IsSigned ? 1 : 0)),
    };

    private bool IsSigned => key.Type is DataType.Int8 or DataType.Int16 or DataType.Int32;

    /// <summary>Keys for some rows.</summary>
    public Tensor Make(int rows)
    {
        TensorShape shape = key.Shape.Rank == 0 ? TensorShape.Scalar : Row().WithBatch(rows);
        int count = (int)shape.ElementCount();
        long first = Interlocked.Add(ref _next, count) - count;
        if (key.Type == DataType.String)
        {
            var texts = new StringValuesBuilder(count);
            for (int i = 0; i < count; i++)
                texts.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{prefix}{first + i}")));
            return Tensor.FromStrings(shape, texts.ToValues());
        }
        int size = key.Type.Size();
        byte[] bytes = new byte[count * size];
        for (int i = 0; i < count; i++)
            Write((first + i) % Distinct, bytes.AsSpan(i * size, size));
        return Tensor.FromBytes(key.Type, shape, bytes);
    }

    /// <summary>Whether a key that came back was sent by this check, be it in this call or another one.</summary>
    public bool Knows(Tensor keys, int row)
    {
        if (key.Type != DataType.String || keys.Type != DataType.String || keys.Shape.Rank == 0)
            return false;
        int length = (int)(keys.Count / Math.Max(1, keys.Shape[0]));
        return length > 0 && (keys.Strings[row * length].StartsWith(_prefix) || KeyValues.IsDifficult(keys.Strings[row * length]));
    }

    private TensorShape Row()
    {
        if (!key.Shape.HasRank)
            return new TensorShape(1);
        long[] sizes = key.Shape.Dimensions.ToArray();
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = sizes[i] >= 0 ? sizes[i] : OpenSize;
        return new TensorShape(sizes);
    }

    private void Write(long number, Span<byte> to)
    {
        switch (key.Type)
        {
            case DataType.Float: BitConverter.TryWriteBytes(to, (float)number); break;
            case DataType.Double: BitConverter.TryWriteBytes(to, (double)number); break;
            case DataType.Half: BitConverter.TryWriteBytes(to, (Half)number); break;
            case DataType.Bfloat16: BitConverter.TryWriteBytes(to, (ushort)(BitConverter.SingleToUInt32Bits(number) >> 16)); break;
            case DataType.Complex64: BitConverter.TryWriteBytes(to, (float)number); break;
            case DataType.Complex128: BitConverter.TryWriteBytes(to, (double)number); break;
            default:
                Span<byte> whole = stackalloc byte[sizeof(long)];
                BitConverter.TryWriteBytes(whole, number);
                whole[..to.Length].CopyTo(to);
                break;
        }
    }
}
