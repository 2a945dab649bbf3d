using System.Globalization;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Hashing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>
/// Crosses the features of several columns: in each row every combination of one feature a column, the last column changing fastest; as a hash
/// (<c>SparseCross</c> with <c>hashed_output</c>) or as text (<c>SparseCross</c> and <c>SparseCrossV2</c>).
/// </summary>
internal sealed class SparseCrossKernel : Kernel
{
    private readonly int _sparse;
    private readonly int _dense;
    private readonly bool _hashed;
    private readonly bool _hasSeparator;
    private readonly ulong _buckets;
    private readonly ulong _hashKey;

    public SparseCrossKernel(KernelRequest request)
    {
        _hasSeparator = request.Node.Op == "SparseCrossV2";
        _sparse = request.Attributes.Types("sparse_types").Count;
        _dense = request.Attributes.Types("dense_types").Count;
        _hashed = request.OutputType(1) == DataType.Int64;
        if (_hasSeparator)
            return;
        _buckets = (ulong)Math.Max(0, request.Attributes.Int("num_buckets"));
        _hashKey = (ulong)request.Attributes.Int("hash_key");
    }

    public override void Run(KernelContext context)
    {
        int rows = CrossColumns.RowsOf(context, _sparse, _dense);
        using var starts = new Scratch<int>(context, checked(_sparse * (rows + 1)));
        var columns = new CrossColumns(context, _sparse, _dense, rows, starts.Span);
        long total = 0, most = 0;
        for (int row = 0; row < rows; row++)
        {
            long crosses = Crosses(columns, row);
            total = checked(total + crosses);
            most = Math.Max(most, crosses);
        }
        Span<long> indices = context.Allocate<long>(0, total, 2);
        Span<long> shape = context.Allocate<long>(2, 2);
        shape[0] = rows;
        shape[1] = most;
        if (_hashed)
            Hash(columns, indices, context.Allocate<long>(1, total));
        else
            Join(context, columns, indices, context.AllocateStrings(1, total));
    }

    private static long Crosses(CrossColumns columns, int row)
    {
        long crosses = columns.Count == 0 ? 0 : 1;
        for (int column = 0; column < columns.Count; column++)
            crosses = checked(crosses * columns.Features(column, row));
        return crosses;
    }

    private void Hash(CrossColumns columns, Span<long> indices, Span<long> values)
    {
        int at = 0;
        for (int row = 0; row < columns.Rows; row++)
        {
            long crosses = Crosses(columns, row);
            for (long cross = 0; cross < crosses; cross++, at++)
            {
                indices[at * 2] = row;
                indices[(at * 2) + 1] = cross;
                ulong hash = _hashKey;
                long rest = cross, weight = crosses;
                for (int column = 0; column < columns.Count; column++)
                    hash = Fingerprint64.Concat(hash, Feature(columns, column, row, Next(columns, column, row, ref rest, ref weight)));
                values[at] = (long)(_buckets > 0 ? hash % _buckets : hash % long.MaxValue);
            }
        }
    }

    /// <summary>The feature of a column in a cross: the crosses of a row count through the features like digits.</summary>
    private static int Next(CrossColumns columns, int column, int row, ref long rest, ref long weight)
    {
        weight /= columns.Features(column, row);
        long feature = rest / weight;
        rest -= feature * weight;
        return (int)feature;
    }

    private static ulong Feature(CrossColumns columns, int column, int row, int feature)
    {
        Value values = columns.Values(column);
        int place = columns.Place(column, row, feature);
        return values.Type == DataType.String ? Fingerprint64.Compute(values.Strings[place]) : (ulong)values.Span<long>()[place];
    }

    private void Join(KernelContext context, CrossColumns columns, Span<long> indices, StringBuffer target)
    {
        ReadOnlySpan<byte> separator = "_X_"u8;
        if (_hasSeparator)
        {
            Value given = context.Input((_sparse * 3) + _dense);
            separator = given.Rank == 0 ? given.Strings[0] : throw KernelContext.Error("the separator must be a scalar");
        }
        Span<byte> digits = stackalloc byte[24];
        int at = 0;
        for (int row = 0; row < columns.Rows; row++)
        {
            long crosses = Crosses(columns, row);
            for (long cross = 0; cross < crosses; cross++, at++)
            {
                indices[at * 2] = row;
                indices[(at * 2) + 1] = cross;
                Span<byte> room = target.Extend(Length(columns, row, cross, crosses, separator.Length, digits));
                long rest = cross, weight = crosses;
                for (int column = 0; column < columns.Count; column++)
                {
                    ReadOnlySpan<byte> text = Text(columns, column, row, Next(columns, column, row, ref rest, ref weight), digits);
                    text.CopyTo(room);
                    room = room[text.Length..];
                    if (column == columns.Count - 1)
                        continue;
                    separator.CopyTo(room);
                    room = room[separator.Length..];
                }
            }
        }
    }

    private static int Length(CrossColumns columns, int row, long cross, long crosses, int separator, Span<byte> digits)
    {
        int length = separator * (columns.Count - 1);
        for (int column = 0; column < columns.Count; column++)
            length += Text(columns, column, row, Next(columns, column, row, ref cross, ref crosses), digits).Length;
        return length;
    }

    private static ReadOnlySpan<byte> Text(CrossColumns columns, int column, int row, int feature, Span<byte> digits)
    {
        Value values = columns.Values(column);
        int place = columns.Place(column, row, feature);
        if (values.Type == DataType.String)
            return values.Strings[place];
        values.Span<long>()[place].TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        return digits[..length];
    }
}
