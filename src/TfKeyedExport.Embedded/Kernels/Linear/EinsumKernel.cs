using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>
/// <c>Einsum</c> of one or two inputs. The labels fall into four groups: those in both inputs and the result (a batch), those only summed over,
/// and those of one input (rows, columns). A group whose dimensions lie in order is used in place; else the operand is copied into order first.
/// </summary>
internal sealed unsafe class EinsumKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly EinsumEquation _equation;

    public EinsumKernel(KernelRequest request)
    {
        string text = request.Attributes.Text("equation");
        _equation = EinsumEquation.Parse(text) ?? throw request.Unsupported($"the equation \"{text}\" cannot be read");
        if (_equation.InputCount != request.InputCount || request.InputCount > 2)
            throw request.Unsupported($"the equation \"{text}\" does not fit {request.InputCount} inputs, or has more than two");
    }

    public override void Run(KernelContext context)
    {
        Span<int> sizes = stackalloc int[EinsumEquation.Labels], left = stackalloc int[EinsumEquation.Labels];
        Span<int> right = stackalloc int[EinsumEquation.Labels], output = stackalloc int[EinsumEquation.Labels];
        sizes.Fill(-1);
        left.Fill(-1);
        right.Fill(-1);
        output.Fill(-1);
        int dotted = Read(context, 0, sizes, left);
        if (context.InputCount == 2)
            dotted = Math.Max(dotted, Read(context, 1, sizes, right));
        Span<int> labels = stackalloc int[Value.MaxRank];
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = _equation.OutputLabels(dotted, labels);
        for (int d = 0; d < rank; d++)
            shape[d] = sizes[labels[d]] < 0 ? 1 : sizes[labels[d]];
        int stride = 1;
        Span<T> result = context.Allocate<T>(0, shape[..rank]);
        for (int d = rank - 1; d >= 0; d--)
        {
            output[labels[d]] = Math.Max(0, output[labels[d]]) + stride;
            stride *= (int)shape[d];
        }
        if (_equation.HasDiagonalOutput || context.Input(0).Count == 0 || context.Input(context.InputCount - 1).Count == 0)
            result.Clear();
        if (result.IsEmpty || context.Input(0).Count == 0 || context.Input(context.InputCount - 1).Count == 0)
            return;
        Multiply(context, labels[..rank], sizes, left, right, output);
    }

    private static void Multiply(KernelContext context, ReadOnlySpan<int> order, Span<int> sizes, Span<int> left, Span<int> right, Span<int> output)
    {
        EinsumDimensions batch = default, rows = default, columns = default, sums = default;
        bool single = context.InputCount == 1;
        foreach (int label in order)
        {
            // A letter that stands twice is seen once: its stride has both in it.
            if (sizes[label] < 0)
                continue;
            int size = sizes[label], l = left[label], r = single ? 0 : right[label], o = output[label];
            if (!single && l >= 0 && r >= 0)
                batch.Add(size, l, r, o);
            else if (l >= 0)
                rows.Add(size, l, 0, o);
            else
                columns.Add(size, 0, r, o);
            sizes[label] = -1;
        }
        for (int label = 0; label < sizes.Length; label++)
        {
            if (sizes[label] >= 0)
                sums.Add(sizes[label], Math.Max(0, left[label]), Math.Max(0, right[label]), 0);
        }
        T one = T.One;
        T* a = context.Input(0).Pointer<T>(), b = single ? &one : context.Input(1).Pointer<T>(), c = context.Output(0).Pointer<T>();
        Products(context, ref batch, ref rows, ref columns, ref sums, a, b, c);
    }

    private static void Products(
        KernelContext context, ref EinsumDimensions batch, ref EinsumDimensions rows, ref EinsumDimensions columns, ref EinsumDimensions sums, T* a, T* b, T* c)
    {
        int m = rows.Count, n = columns.Count, k = sums.Count;
        Value? leftCopy = null, rightCopy = null;
        if (!rows.IsOne(rows.Left, out int aRow) | !sums.IsOne(sums.Left, out int aColumn))
        {
            leftCopy = Ordered(context, ref a, batch, batch.Left, rows, rows.Left, sums, sums.Left);
            (aRow, aColumn) = (k, 1);
            batch.LayInOrder(batch.Left, m * k);
        }
        if (!sums.IsOne(sums.Right, out int bRow) | !columns.IsOne(columns.Right, out int bColumn))
        {
            rightCopy = Ordered(context, ref b, batch, batch.Right, sums, sums.Right, columns, columns.Right);
            (bRow, bColumn) = (n, 1);
            batch.LayInOrder(batch.Right, k * n);
        }
        bool inOrder = rows.IsOne(rows.Output, out int cRow) & columns.IsOne(columns.Output, out int cColumn);
        bool scatters = !inOrder || (cColumn != 1 && n > 1);
        var job = new BatchProductJob<T>
        {
            Batch = batch,
            A = a,
            Left = new MatrixLayout(m, k, aRow, aColumn),
            B = b,
            Right = new MatrixLayout(k, n, bRow, bColumn),
            C = c,
            Stride = scatters ? n : cRow,
            Rows = rows,
            Columns = columns,
            Scatters = scatters,
        };
        job.Run(context);
        Return(context, leftCopy);
        Return(context, rightCopy);
    }

    private int Read(KernelContext context, int input, Span<int> sizes, Span<int> strides)
    {
        Value value = context.Input(input);
        Span<int> labels = stackalloc int[Value.MaxRank];
        int dotted = _equation.InputLabels(input, value.Rank, labels);
        int stride = 1;
        for (int d = value.Rank - 1; d >= 0; d--)
        {
            int label = labels[d], size = value.Dim(d);
            // What dots stand for may be stretched.
            bool stretches = label >= 52;
            if (sizes[label] >= 0 && sizes[label] != size && !(stretches && (size == 1 || sizes[label] == 1)))
                throw KernelContext.Error($"a dimension of {size} meets one of {sizes[label]} that has the same letter in the equation");
            sizes[label] = stretches && sizes[label] >= 0 ? (size == 1 ? sizes[label] : size) : size;
            strides[label] = Math.Max(0, strides[label]) + (stretches && size == 1 ? 0 : stride);
            stride *= size;
        }
        return dotted;
    }

    private static Value Scratch(KernelContext context, long count, out T* data)
    {
        Value value = context.Rent();
        value.Allocate(DataTypeFacts.Stored<T>(), [count], context.Call.Pool);
        data = value.Pointer<T>();
        return value;
    }

    private static void Return(KernelContext context, Value? value)
    {
        if (value is not null)
            context.Call.Return(value);
    }

    // Copies an operand into the order batch, first group, second group.
    private static Value Ordered(
        KernelContext context, ref T* source, EinsumDimensions batch, ReadOnlySpan<int> batchStrides,
        EinsumDimensions first, ReadOnlySpan<int> firstStrides, EinsumDimensions second, ReadOnlySpan<int> secondStrides)
    {
        Value copy = Scratch(context, (long)batch.Count * first.Count * second.Count, out T* target);
        T* to = target;
        var outer = new EinsumWalk(batch.Sizes);
        for (int i = batch.Count; i > 0; i--, outer.Next())
        {
            var middle = new EinsumWalk(first.Sizes);
            for (int j = first.Count; j > 0; j--, middle.Next())
            {
                T* from = source + outer.Offset(batchStrides) + middle.Offset(firstStrides);
                var inner = new EinsumWalk(second.Sizes);
                for (int k = second.Count; k > 0; k--, inner.Next())
                    *to++ = from[inner.Offset(secondStrides)];
            }
        }
        source = target;
        return copy;
    }
}
