using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Stretches a tensor to a shape.</summary>
internal sealed class BroadcastToKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = context.Input(1).Count;
        Span<long> wanted = stackalloc long[Value.MaxRank], common = stackalloc long[Value.MaxRank];
        if (rank > Value.MaxRank)
            throw context.ShapeError(1, $"the embedded engine goes up to {Value.MaxRank} dimensions");
        for (int d = 0; d < rank; d++)
            wanted[d] = context.Integer(1, d);
        int commonRank = Broadcast.Shape(input.Shape, wanted[..rank], common);
        if (!common[..commonRank].SequenceEqual(wanted[..rank]))
            throw context.ShapeError(0, "it cannot be stretched to the shape that is asked for");
        if (input.Shape.SequenceEqual(wanted[..rank]))
        {
            context.Forward(0, 0);
            return;
        }
        Appender result = Appender.For(context, 0, wanted[..rank]);
        var cursor = new BroadcastWalk(wanted[..rank], input.Shape, input.Shape);
        for (int i = context.Output(0).Count; i > 0; i--, cursor.Next())
            result.Append(input, cursor.Left, 1);
    }
}
