using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Adds the elements beside the edge, mirrored: with the edge itself (<c>SYMMETRIC</c>) or without it (<c>REFLECT</c>).</summary>
internal sealed class MirrorPadKernel : Kernel
{
    private readonly int _skipped;

    public MirrorPadKernel(KernelRequest request) => _skipped = request.Attributes.Text("mode") switch
    {
        "REFLECT" => 1,
        "SYMMETRIC" => 0,
        string mode => throw request.Unsupported($"the mode {mode} is not known"),
    };

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), paddings = context.Input(1);
        int rank = input.Rank;
        if (paddings.Rank != 2 || paddings.Count != 2 * rank)
            throw context.ShapeError(1, $"it must be [{rank}, 2]");
        Span<long> before = stackalloc long[rank], shape = stackalloc long[rank], position = stackalloc long[rank];
        for (int d = 0; d < rank; d++)
        {
            before[d] = context.Integer(1, 2 * d);
            long after = context.Integer(1, (2 * d) + 1), most = input.Shape[d] - _skipped;
            if (before[d] < 0 || after < 0 || before[d] > Math.Max(most, 0) || after > Math.Max(most, 0))
                throw KernelContext.Error($"dimension {d} of {input.Shape[d]} elements cannot be mirrored by {before[d]} and {after}");
            shape[d] = before[d] + input.Shape[d] + after;
        }
        Appender result = Appender.For(context, 0, shape);
        position.Clear();
        for (int i = 0; i < context.Output(0).Count; i++)
        {
            int from = 0;
            for (int d = 0; d < rank; d++)
                from = (from * input.Dim(d)) + Mirrored(position[d] - before[d], input.Dim(d));
            result.Append(input, from, 1);
            for (int d = rank - 1; d >= 0 && ++position[d] == shape[d]; d--)
                position[d] = 0;
        }
    }

    private int Mirrored(long at, int size) =>
        (int)(at < 0 ? -at - 1 + _skipped : at >= size ? (2L * size) - 1 - _skipped - at : at);
}
