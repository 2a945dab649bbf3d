using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>Diag</c> and <c>DiagPart</c>: a tensor on the diagonal of one with twice the dimensions, and back.</summary>
internal sealed class DiagKernel(bool part) : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (part)
        {
            int half = input.Rank / 2;
            if (input.Rank % 2 != 0 || input.Rank == 0 || !input.Shape[..half].SequenceEqual(input.Shape[half..]))
                throw context.ShapeError(0, "its second half must repeat the first");
            Appender taken = Appender.For(context, 0, input.Shape[..half]);
            int size = context.Output(0).Count;
            for (int i = 0; i < size; i++)
                taken.Append(input, (i * size) + i, 1);
            return;
        }
        if (input.Rank is 0 or > Value.MaxRank / 2)
            throw context.ShapeError(0, $"it must have 1 to {Value.MaxRank / 2} dimensions");
        Span<long> shape = stackalloc long[2 * input.Rank];
        input.Shape.CopyTo(shape);
        input.Shape.CopyTo(shape[input.Rank..]);
        Appender result = Appender.For(context, 0, shape);
        for (int i = 0; i < input.Count; i++)
        {
            result.AppendZeros(i);
            result.Append(input, i, 1);
            result.AppendZeros(input.Count - 1 - i);
        }
    }
}
