using System.Globalization;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Hashing;
using TfKeyedExport.Operations.Sparse;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>
/// Crosses the features of several columns: in each row every combination of one feature a column, the last column changing fastest; as a hash
/// (<c>SparseCross</c> with <c>hashed_output</c>, <c>SparseCrossHashed</c>) or as text (<c>SparseCross</c> and <c>SparseCrossV2</c>).
/// </summary>
internal sealed class SparseCrossKernel : Kernel
{
    private readonly int _sparse;
    private readonly int _dense;
    private readonly bool _hashed;
    private readonly bool _hasSeparator;
    private readonly bool _hasHashInputs;
    private readonly CrossHash _hash;

    public SparseCrossKernel(KernelRequest request)
    {
        _hasSeparator = request.Is(SparseOperations.SparseCrossV2);
        _sparse = request.Attributes.Types("sparse_types").Count;
        _dense = request.Attributes.Types("dense_types").Count;
        _hashed = request.OutputType(1) == DataType.Int64;
        _hasHashInputs = request.Is(SparseOperations.SparseCrossHashed);
        if (_hasHashInputs && request.Attributes.Types("sparse_types").Contains(DataType.Int64))
            throw request.Unsupported("a sparse column of whole numbers cannot be hashed by SparseCrossHashed here");
        if (_hasSeparator || _hasHashInputs)
            return;
        ulong buckets = (ulong)Math.Max(0, request.Attributes.Int("num_buckets"));
        _hash = new CrossHash(buckets, (ulong)request.Attributes.Int("hash_key"), false, 0, 0);
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
            Hash(_hasHashInputs ? HashOfCall(context) : _hash, columns, indices, context.Allocate<long>(1, total));
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

    private CrossHash HashOfCall(KernelContext context)
    {
        int first = (_sparse * 3) + _dense;
        if (context.Input(first).Count != 1 || context.Input(first + 1).Count != 1 || context.Input(first + 2).Count != 2)
            throw KernelContext.Error("num_buckets and strong_hash must be scalars, and salt must have 2 elements");
        ulong buckets = (ulong)Math.Max(0, context.Integer(first));
        return new CrossHash(buckets, null, context.Span<bool>(first + 1)[0], (ulong)context.Integer(first + 2, 0), (ulong)context.Integer(first + 2, 1));
    }

    private static void Hash(CrossHash settings, CrossColumns columns, Span<long> indices, Span<long> values)
    {
        int at = 0;
        for (int row = 0; row < columns.Rows; row++)
        {
            long crosses = Crosses(columns, row);
            for (long cross = 0; cross < crosses; cross++, at++)
            {
                indices[at * 2] = row;
                indices[(at * 2) + 1] = cross;
                long rest = cross, weight = crosses;
                ulong hash = 0;
                for (int column = 0; column < columns.Count; column++)
                {
                    ulong feature = Feature(settings, columns, column, row, Next(columns, column, row, ref rest, ref weight));
                    hash = column > 0 ? Fingerprint64.Concat(hash, feature)
                        : settings.Start is { } start ? Fingerprint64.Concat(start, feature) : feature;
                }
                values[at] = (long)(settings.Buckets > 0 ? hash % settings.Buckets : hash % long.MaxValue);
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

    private static ulong Feature(CrossHash settings, CrossColumns columns, int column, int row, int feature)
    {
        Value values = columns.Values(column);
        int place = columns.Place(column, row, feature);
        if (values.Type != DataType.String && settings.IsStrong)
            throw KernelContext.Error("strong_hash is for columns of strings only");
        if (values.Type != DataType.String)
            return (ulong)values.Span<long>()[place];
        ReadOnlySpan<byte> text = values.Strings[place];
        return settings.IsStrong ? SipHash.Compute(settings.Key0, settings.Key1, text) : Fingerprint64.Compute(text);
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

    /// <summary>How a cross becomes a number.</summary>
    /// <param name="Buckets">The number of buckets; 0 for none.</param>
    /// <param name="Start">What the first feature is joined to; null if the first feature starts.</param>
    /// <param name="IsStrong">Whether strings are hashed with a key.</param>
    /// <param name="Key0">The key's first half.</param>
    /// <param name="Key1">The key's second half.</param>
    private readonly record struct CrossHash(ulong Buckets, ulong? Start, bool IsStrong, ulong Key0, ulong Key1);
}
