using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Parsing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary><c>DecodeRaw</c> and <c>DecodePaddedRaw</c>: the bytes of each string as numbers, in the order of the machine that wrote them.</summary>
internal sealed class DecodeRawKernel : Kernel
{
    private readonly bool _padded;
    private readonly bool _turned;
    private readonly int _size;
    private readonly int _part;

    public DecodeRawKernel(KernelRequest request)
    {
        DataType type = request.OutputType(0);
        _padded = request.Is(ParsingOperations.DecodePaddedRaw);
        _size = type.Size();
        // Of a complex number each part has its own order of bytes.
        _part = type is DataType.Complex64 or DataType.Complex128 ? _size / 2 : _size;
        _turned = !request.Attributes.Bool("little_endian", true) && _part > 1;
        if (_size == 0)
            throw request.Unsupported($"bytes cannot become {type.Name()}");
    }

    public override unsafe void Run(KernelContext context)
    {
        Value input = context.Input(0);
        StringBuffer strings = input.Strings;
        int length = _padded ? FixedLength(context) : strings.Count == 0 ? 0 : strings[0].Length;
        if (length % _size != 0)
            throw KernelContext.Error($"strings of {length} bytes are not made of elements of {_size} bytes");
        Span<long> shape = stackalloc long[input.Rank + 1];
        input.Shape.CopyTo(shape);
        shape[^1] = length / _size;
        Value output = context.Allocate(0, shape);
        var bytes = new Span<byte>(output.Bytes, checked((int)output.ByteCount));
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = strings[i];
            if (!_padded && text.Length != length)
                throw KernelContext.Error($"the strings must have one length; the first has {length} bytes, another {text.Length}");
            Span<byte> to = bytes.Slice(i * length, length);
            text = text[..Math.Min(text.Length, length)];
            text.CopyTo(to);
            to[text.Length..].Clear();
            for (int at = 0; _turned && at < length; at += _part)
                to.Slice(at, _part).Reverse();
        }
    }

    private int FixedLength(KernelContext context)
    {
        if (context.Input(1).Rank != 0)
            throw context.ShapeError(1, "fixed_length must be a scalar");
        long length = context.Integer(1);
        return length is > 0 and <= int.MaxValue && length % _size == 0
            ? (int)length
            : throw KernelContext.Error($"fixed_length ({length}) must be a positive multiple of {_size}");
    }
}
