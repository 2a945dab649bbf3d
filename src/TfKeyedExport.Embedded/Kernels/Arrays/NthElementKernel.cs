using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>NthElement</c>: of each row the element that comes after n others when the row is sorted.</summary>
internal sealed class NthElementKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _fromLargest = request.Attributes.Bool("reverse", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank == 0)
            throw context.ShapeError(0, "a scalar has no rows");
        if (context.Input(1).Rank != 0)
            throw context.ShapeError(1, "n must be a scalar");
        int columns = input.Dim(input.Rank - 1);
        long n = context.Integer(1);
        if (n < 0 || n >= columns)
            throw KernelContext.Error($"the element after {n} others is asked for of rows of {columns}");
        int place = (int)(_fromLargest ? columns - 1 - n : n);
        Span<T> result = context.Allocate<T>(0, input.Shape[..^1]);
        Value scratch = context.Rent();
        scratch.Allocate(input.Type, [columns], context.Call.Pool);
        Span<T> row = scratch.Span<T>();
        for (int i = 0; i < result.Length; i++)
        {
            CallWatch.ThrowIfOver();
            input.Span<T>().Slice(i * columns, columns).CopyTo(row);
            row.Sort();
            result[i] = row[place];
        }
        context.Call.Return(scratch);
    }
}

/// <summary>Makes <see cref="NthElementKernel{T}"/>.</summary>
internal readonly struct NthElementKernels : INumberKernel
{
    public Kernel Make<T>(KernelRequest request)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new NthElementKernel<T>(request);
}
