using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>Softmax</c> and <c>LogSoftmax</c> of float32, along the last dimension.</summary>
internal sealed unsafe class FloatSoftmaxKernel(bool logarithm) : Kernel
{
    private const double ElementNanoseconds = 1;
    private const double PieceNanoseconds = 20_000;

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank == 0)
            throw context.ShapeError(0, "a scalar has no last dimension");
        int columns = input.Dim(input.Rank - 1), count = input.Count;
        float* source = input.Pointer<float>();
        context.AllocateOver<float>(0, 0);
        if (count == 0)
            return;
        double nanoseconds = count * ElementNanoseconds;
        int rows = count / columns, pieces = (int)Math.Clamp(nanoseconds / PieceNanoseconds, 1, Math.Min(rows, 4 * Workers.Count));
        var job = new Job(source, context.Output(0).Pointer<float>(), rows, (rows + pieces - 1) / pieces, columns, logarithm);
        if (pieces == 1)
            job.Run(0);
        else
            context.Share(pieces, nanoseconds, ref job);
    }

    private readonly struct Job(float* source, float* target, int rows, int rowsPerPiece, int columns, bool logarithm) : IJob
    {
        public void Run(int piece)
        {
            int first = piece * rowsPerPiece, count = Math.Min(rowsPerPiece, rows - first);
            if (count > 0)
                RowSoftmax.Run(source + ((nint)first * columns), target + ((nint)first * columns), count, columns, logarithm);
        }
    }
}

/// <summary><c>Softmax</c> and <c>LogSoftmax</c> of float64, along the last dimension.</summary>
internal sealed class DoubleSoftmaxKernel(bool logarithm) : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank == 0)
            throw context.ShapeError(0, "a scalar has no last dimension");
        int columns = input.Dim(input.Rank - 1);
        ReadOnlySpan<double> values = input.Span<double>();
        Span<double> result = context.AllocateOver<double>(0, 0);
        for (int start = 0; start < values.Length; start += columns)
        {
            ReadOnlySpan<double> row = values.Slice(start, columns);
            Span<double> to = result.Slice(start, columns);
            double largest = row[0];
            foreach (double value in row)
                largest = Math.Max(largest, value);
            double sum = 0;
            foreach (double value in row)
                sum += Math.Exp(value - largest);
            for (int i = 0; i < columns; i++)
                to[i] = logarithm ? row[i] - largest - Math.Log(sum) : Math.Exp(row[i] - largest) / sum;
        }
    }
}
