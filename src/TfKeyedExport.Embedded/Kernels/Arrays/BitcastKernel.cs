using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>The same bytes as another type; the last dimension comes or goes where the sizes of the types differ.</summary>
internal sealed unsafe class BitcastKernel : Kernel
{
    private readonly DataType _type;
    private readonly int _from;
    private readonly int _to;

    public BitcastKernel(KernelRequest request)
    {
        _type = request.OutputType(0);
        (_from, _to) = (request.InputType(0).Size(), _type.Size());
        if (_from == 0 || _to == 0)
            throw request.Unsupported($"{request.InputType(0).Name()} as {_type.Name()} is not possible");
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        Span<long> shape = stackalloc long[input.Rank + 1];
        input.Shape.CopyTo(shape);
        if (_from == _to)
            shape = shape[..^1];
        else if (_from > _to)
            shape[^1] = _from / _to;
        else if (input.Rank == 0 || input.Shape[^1] != _to / _from)
            throw context.ShapeError(0, $"the last dimension must be {_to / _from}");
        else
            shape = shape[..^2];
        Value output = context.Allocate(0, shape);
        Buffer.MemoryCopy(input.Bytes, output.Bytes, output.ByteCount, input.ByteCount);
    }
}
