using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary>
/// <c>DenseCountSparseOutput</c>, <c>SparseCountSparseOutput</c> and <c>RaggedCountSparseOutput</c>: how often each whole number comes in each row, or the sum
/// of its weights, as a sparse tensor.
/// </summary>
internal sealed class CountSparseKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly BincountForm _form;
    private readonly bool _binary;
    private readonly long _least;
    private readonly long _most;
    private readonly int _values;

    public CountSparseKernel(KernelRequest request, BincountForm form)
    {
        _form = form;
        _binary = request.Attributes.Bool("binary_output", false);
        _least = request.Attributes.Int("minlength", -1);
        _most = request.Attributes.Int("maxlength", -1);
        _values = form == BincountForm.Dense ? 0 : 1;
    }

    public override void Run(KernelContext context)
    {
        Value values = context.Input(_values), weights = context.Input(context.InputCount - 1);
        if (weights.Count != 0 && weights.Count != values.Count)
            throw KernelContext.Error("weights must have as many elements as the values, or none");
        int count = values.Count;
        using var rows = new Scratch<long>(context, count + 1);
        using var keys = new Scratch<long>(context, count + 1);
        using var sums = new Scratch<T>(context, count + 1);
        using var order = new Scratch<int>(context, count + 1);
        (long rowCount, bool matrix) = Rows(context, values, rows.Span);
        long largest = -1;
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            long value = context.Integer(_values, i);
            if (value < 0)
                throw KernelContext.Error("Input values must all be non-negative");
            if (_most >= 0 && value >= _most)
                continue;
            largest = Math.Max(largest, value);
            keys.Span[i] = value;
            order.Span[kept++] = i;
        }
        kept = Merge(rows.Span, keys.Span, sums.Span, order.Span[..kept], weights.Span<T>());
        Write(context, rows.Span, keys.Span, sums.Span, order.Span[..kept], matrix);
        Span<long> shape = context.Allocate<long>(2, matrix ? 2 : 1);
        shape[0] = rowCount;
        shape[^1] = _most >= 0 ? _most : Math.Max(largest + 1, _least);
    }

    // Sorts the places by row and value, and adds up equal ones at the first of them.
    private int Merge(Span<long> rows, Span<long> keys, Span<T> sums, Span<int> order, ReadOnlySpan<T> weights)
    {
        Sort(order, rows, keys);
        int kept = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int at = order[i];
            T weight = _binary || weights.IsEmpty ? T.One : weights[at];
            if (kept > 0 && rows[order[kept - 1]] == rows[at] && keys[order[kept - 1]] == keys[at])
            {
                sums[order[kept - 1]] = _binary ? T.One : sums[order[kept - 1]] + weight;
                continue;
            }
            sums[at] = weight;
            order[kept++] = at;
        }
        return kept;
    }

    // Heapsort: it needs no memory and no delegate.
    private static void Sort(Span<int> order, ReadOnlySpan<long> rows, ReadOnlySpan<long> keys)
    {
        for (int start = (order.Length / 2) - 1; start >= 0; start--)
            Sink(order, start, rows, keys);
        for (int end = order.Length - 1; end > 0; end--)
        {
            (order[0], order[end]) = (order[end], order[0]);
            Sink(order[..end], 0, rows, keys);
        }
    }

    private static void Sink(Span<int> heap, int at, ReadOnlySpan<long> rows, ReadOnlySpan<long> keys)
    {
        for (int child = (2 * at) + 1; child < heap.Length; child = (2 * at) + 1)
        {
            if (child + 1 < heap.Length && IsBefore(heap[child], heap[child + 1], rows, keys))
                child++;
            if (!IsBefore(heap[at], heap[child], rows, keys))
                return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }

    // Equal ones stay in their order, because weights are added in it.
    private static bool IsBefore(int a, int b, ReadOnlySpan<long> rows, ReadOnlySpan<long> keys) =>
        rows[a] != rows[b] ? rows[a] < rows[b] : keys[a] != keys[b] ? keys[a] < keys[b] : a < b;

    private static void Write(
        KernelContext context, ReadOnlySpan<long> rows, ReadOnlySpan<long> keys, ReadOnlySpan<T> sums, ReadOnlySpan<int> order, bool matrix)
    {
        Span<long> indices = context.Allocate<long>(0, order.Length, matrix ? 2 : 1);
        Span<T> counts = context.Allocate<T>(1, order.Length);
        for (int i = 0, at = 0; i < order.Length; i++)
        {
            if (matrix)
                indices[at++] = rows[order[i]];
            indices[at++] = keys[order[i]];
            counts[i] = sums[order[i]];
        }
    }

    private (long Count, bool Matrix) Rows(KernelContext context, Value values, Span<long> rows)
    {
        rows.Clear();
        if (_form == BincountForm.Dense)
        {
            if (values.Rank is < 1 or > 2)
                throw context.ShapeError(0, "the values must be a vector or a matrix");
            if (values.Count == 0)
                throw context.ShapeError(0, "no dimension may be 0");
            for (int i = 0; i < values.Count && values.Rank == 2; i++)
                rows[i] = i / values.Dim(1);
            return (values.Rank == 2 ? values.Dim(0) : 0, values.Rank == 2);
        }
        if (_form == BincountForm.Sparse)
            return SparseRows(context, values, rows);
        Value splits = context.Input(0);
        if (splits.Count == 0 || context.Integer(0, 0) != 0 || context.Integer(0, splits.Count - 1) != values.Count)
            throw KernelContext.Error("Splits must start with 0 and end with the number of values");
        for (int row = 1; row < splits.Count; row++)
        {
            long first = context.Integer(0, row - 1), last = context.Integer(0, row);
            if (last < first || last > values.Count)
                throw KernelContext.Error("Splits must not decrease");
            rows[(int)first..(int)last].Fill(row - 1);
        }
        return (splits.Count - 1, true);
    }

    private static (long Count, bool Matrix) SparseRows(KernelContext context, Value values, Span<long> rows)
    {
        Value indices = context.Input(0), shape = context.Input(2);
        if (indices.Rank != 2 || indices.Dim(0) != values.Count || indices.Dim(1) != shape.Count || shape.Count is < 1 or > 2)
            throw KernelContext.Error($"indices {indices.ToShape()} do not fit {values.Count} values and {shape.Count} sizes");
        bool matrix = shape.Count == 2;
        long count = matrix ? context.Integer(2, 0) : 0;
        if (matrix && count < 1)
            throw KernelContext.Error($"a dense shape of {count} rows is not possible");
        for (int i = 0; i < values.Count && matrix; i++)
        {
            rows[i] = context.Integer(0, 2 * i);
            if (rows[i] < 0 || rows[i] >= count)
                throw KernelContext.Error($"Index value {rows[i]} is outside the {count} rows");
        }
        return (count, matrix);
    }
}

/// <summary>Choosing count kernels by the type of the counts.</summary>
internal static class CountSparseKernels
{
    public static KernelFactory Of(BincountForm form) => r => r.OutputType(1) switch
    {
        DataType.Int32 => new CountSparseKernel<int>(r, form),
        DataType.Int64 => new CountSparseKernel<long>(r, form),
        DataType.Float => new CountSparseKernel<float>(r, form),
        DataType.Double => new CountSparseKernel<double>(r, form),
        DataType type => throw r.Unsupported($"{type.Name()} counts are not supported here"),
    };
}
