using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Puts pairs of strings together, with broadcasting.</summary>
internal sealed class StringAddKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(left.Shape, right.Shape, shape);
        StringBuffer a = left.Strings, b = right.Strings;
        StringBuffer result = context.AllocateStrings(0, shape[..rank]);
        var walk = new BroadcastWalk(shape[..rank], left.Shape, right.Shape);
        for (int i = context.Output(0).Count; i > 0; i--, walk.Next())
        {
            ReadOnlySpan<byte> first = a[walk.Left], second = b[walk.Right];
            Span<byte> room = result.Extend(checked(first.Length + second.Length));
            first.CopyTo(room);
            second.CopyTo(room[first.Length..]);
        }
    }
}
