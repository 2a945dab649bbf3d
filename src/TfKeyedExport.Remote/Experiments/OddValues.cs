using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Calls in which one row has a trouble of its own: values that are no text, empty, very long, not finite, or at their type's edge.</summary>
internal static class OddValues
{
    private static readonly byte[][] Texts =
        [[], [0xFF, 0xFE, 0x80], "\0"u8.ToArray(), Encoding.UTF8.GetBytes("\u202E東京 🔑"), Filled(64 << 10), Filled(1 << 20)];

    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -0.0];

    /// <summary>How many kinds there are.</summary>
    public static int Kinds => 6;

    /// <summary>A call whose row at a place is odd; null if no input can be.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="which">The ordinary rows.</param>
    /// <param name="place">Where the odd one stands.</param>
    /// <param name="kind">Which kind of odd value its inputs get.</param>
    public static RemoteCall? Call(RemoteRows rows, int[] which, int place, int kind)
    {
        Tensor[] inputs = rows.Make(which);
        bool isOdd = false;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (rows.Mint(i) is not null || !rows.Pool.Layout.Batched[i])
                continue;
            Tensor one = Odd(rows.Signature.Inputs[i], inputs[i].Row(place), kind);
            inputs[i] = TensorRows.Concatenate([.. Enumerable.Range(0, which.Length).Select(r => r == place ? one : inputs[i].Row(r))]) ?? inputs[i];
            isOdd = true;
        }
        if (!isOdd)
            return null;
        int[] known = [.. which];
        known[place] = -1;
        return new RemoteCall(PropertyNames.Neighbours, known, inputs);
    }

    private static Tensor Odd(SignatureArgument input, Tensor row, int kind)
    {
        if (input.Type == DataType.String)
        {
            var texts = new StringValuesBuilder(row.Count);
            for (int i = 0; i < row.Count; i++)
                texts.Add(i == 0 ? Texts[kind] : row.Strings[i].ToArray());
            return Tensor.FromStrings(row.Shape, texts.ToValues());
        }
        byte[] bytes = row.Bytes.ToArray();
        int size = input.Type.Size();
        for (int i = 0; i + size <= bytes.Length; i += size)
            Write(input.Type, bytes.AsSpan(i, size), kind);
        return Tensor.FromBytes(input.Type, row.Shape, bytes);
    }

    private static void Write(DataType type, Span<byte> to, int kind)
    {
        switch (type)
        {
            case DataType.Float: BitConverter.TryWriteBytes(to, kind == 3 ? float.MaxValue : (float)Numbers[kind]); break;
            case DataType.Double: BitConverter.TryWriteBytes(to, Numbers[kind]); break;
            case DataType.Half: BitConverter.TryWriteBytes(to, (Half)Numbers[kind]); break;
            case DataType.Bool: to[0] = (byte)(kind & 1); break;
            default:
                // Whole numbers: none, all bits, the largest, the smallest.
                to.Fill(kind is 0 or 4 ? (byte)0 : (byte)0xFF);
                to[^1] = kind switch { 2 => 0x7F, 3 => 0x80, _ => to[^1] };
                break;
        }
    }

    private static byte[] Filled(int length)
    {
        byte[] text = new byte[length];
        Array.Fill(text, (byte)'x');
        return text;
    }
}
