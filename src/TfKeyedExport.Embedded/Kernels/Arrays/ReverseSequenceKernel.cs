using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Turns round the first elements of each sequence, as many as its length says.</summary>
internal sealed class ReverseSequenceKernel(KernelRequest request) : Kernel
{
    private readonly long _sequence = request.Attributes.Int("seq_dim");
    private readonly long _batch = request.Attributes.Int("batch_dim", 0);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), lengths = context.Input(1);
        int rank = input.Rank;
        if (_sequence < 0 || _sequence >= rank || _batch < 0 || _batch >= rank || _batch == _sequence)
            throw context.ShapeError(0, $"it has no two dimensions {_batch} and {_sequence}");
        int sequence = (int)_sequence, batch = (int)_batch;
        if (lengths.Rank != 1 || lengths.Count != input.Shape[batch])
            throw context.ShapeError(1, $"there must be {input.Shape[batch]} lengths");
        for (int i = 0; i < lengths.Count; i++)
        {
            if (context.Integer(1, i) < 0 || context.Integer(1, i) > input.Shape[sequence])
                throw KernelContext.Error($"the length {context.Integer(1, i)} is not in [0, {input.Shape[sequence]}]");
        }
        Appender result = Appender.For(context, 0, input.Shape);
        if (input.Count == 0)
            return;
        int inner = Math.Max(sequence, batch) + 1, run = Axes.Product(input.Shape[inner..]);
        Span<long> position = stackalloc long[inner];
        position.Clear();
        for (int i = 0; i < input.Count / run; i++)
        {
            long length = context.Integer(1, (int)position[batch]);
            int from = 0;
            for (int d = 0; d < inner; d++)
                from = (from * input.Dim(d)) + (int)(d == sequence && position[d] < length ? length - 1 - position[d] : position[d]);
            result.Append(input, from * run, run);
            for (int d = inner - 1; d >= 0 && ++position[d] == input.Shape[d]; d--)
                position[d] = 0;
        }
    }
}
