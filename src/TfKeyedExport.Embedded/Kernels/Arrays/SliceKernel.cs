using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Cuts out a block: where it begins and how large it is; a size of -1 goes to the end.</summary>
internal sealed class SliceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank;
        if (context.Input(1).Count != rank || context.Input(2).Count != rank)
            throw KernelContext.Error($"begin and size must have {rank} elements, one a dimension");
        Span<long> begin = stackalloc long[rank], strides = stackalloc long[rank], shape = stackalloc long[rank];
        for (int d = 0; d < rank; d++)
        {
            begin[d] = context.Integer(1, d);
            long size = context.Integer(2, d), whole = input.Shape[d];
            if (begin[d] < 0 || begin[d] > whole)
                throw KernelContext.Error($"begin[{d}] = {begin[d]} is not in [0, {whole}]");
            shape[d] = size == -1 ? whole - begin[d] : size;
            if (shape[d] < 0 || shape[d] > whole - begin[d])
                throw KernelContext.Error($"size[{d}] = {size} is not in [0, {whole - begin[d]}]");
            strides[d] = 1;
        }
        Blocks.Copy(context, input, begin, strides, shape, shape);
    }
}
