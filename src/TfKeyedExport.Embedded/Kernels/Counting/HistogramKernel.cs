using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Counting;

/// <summary><c>HistogramFixedWidth</c>: how many values lie in each of several bins of one width.</summary>
internal sealed class HistogramKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        if (context.Input(1).Rank != 1 || context.Input(1).Count != 2)
            throw context.ShapeError(1, "the range must be two numbers");
        if (context.Input(2).Count != 1 || context.Integer(2) is < 1 or > int.MaxValue)
            throw context.ShapeError(2, "the number of bins must be one positive number");
        double low = double.CreateTruncating(context.Span<T>(1)[0]), high = double.CreateTruncating(context.Span<T>(1)[1]);
        long bins = context.Integer(2);
        if (!(low < high))
            throw KernelContext.Error($"the range must grow, not go from {low} to {high}");
        Value output = context.Allocate(0, bins);
        Span<byte> bytes = BytesOf(output);
        bytes.Clear();
        double step = (high - low) / bins;
        foreach (T value in context.Span<T>(0))
        {
            // TensorFlow looks at no value when there is one bin.
            if (T.IsNaN(value) && bins > 1)
                throw KernelContext.Error("the values must not contain NaN");
            double place = Math.Floor((double.CreateTruncating(value) - low) / step);
            int bin = (int)Math.Clamp(double.IsNaN(place) ? 0 : place, 0, bins - 1);
            if (output.Type == DataType.Int32)
                output.Span<int>()[bin]++;
            else
                output.Span<long>()[bin]++;
        }
    }

    private static unsafe Span<byte> BytesOf(Value value) => new(value.Bytes, checked((int)value.ByteCount));
}
