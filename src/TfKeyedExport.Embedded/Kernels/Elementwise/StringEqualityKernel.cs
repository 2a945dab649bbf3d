using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>Equal</c> and <c>NotEqual</c> of byte strings, with broadcasting.</summary>
internal sealed class StringEqualityKernel(bool equal) : Kernel
{
    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(left.Shape, right.Shape, shape);
        StringBuffer a = left.Strings, b = right.Strings;
        Span<bool> result = context.Allocate<bool>(0, shape[..rank]);
        var walk = new BroadcastWalk(shape[..rank], left.Shape, right.Shape);
        for (int i = 0; i < result.Length; i++, walk.Next())
            result[i] = a[walk.Left].SequenceEqual(b[walk.Right]) == equal;
    }
}
