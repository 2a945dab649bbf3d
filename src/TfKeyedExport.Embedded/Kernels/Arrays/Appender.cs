using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Fills an output front to back with runs of elements of other values: bytes for plain types, strings one by one.</summary>
internal unsafe ref struct Appender
{
    private readonly StringBuffer? _strings;
    private readonly int _size;
    private byte* _at;

    private Appender(Value target, StringBuffer? strings)
    {
        _strings = strings;
        _at = target.Bytes;
        _size = target.Type.Size();
    }

    /// <summary>Makes room for an output and starts at its first element.</summary>
    public static Appender For(KernelContext context, int output, ReadOnlySpan<long> shape)
    {
        if (context.OutputType(output) == DataType.String)
        {
            StringBuffer strings = context.AllocateStrings(output, shape);
            return new Appender(context.Output(output), strings);
        }
        return new Appender(context.Allocate(output, shape), null);
    }

    /// <summary>Appends a run of elements. The caller has checked that they exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(Value source, int start, int count)
    {
        if (_strings is not null)
        {
            Strings(source, start, count);
            return;
        }
        int size = _size;
        byte* from = source.Bytes + ((nint)start * size);
        if (count == 1 && size == 4)
            *(uint*)_at = *(uint*)from;
        else if (count == 1 && size == 8)
            *(ulong*)_at = *(ulong*)from;
        else
            Unsafe.CopyBlockUnaligned(_at, from, checked((uint)((long)count * size)));
        _at += (nint)count * size;
    }

    /// <summary>Appends zeros, or empty strings.</summary>
    public void AppendZeros(int count)
    {
        if (_strings is not null)
        {
            for (int i = 0; i < count; i++)
                _strings.Add([]);
            return;
        }
        Unsafe.InitBlockUnaligned(_at, 0, checked((uint)((long)count * _size)));
        _at += (nint)count * _size;
    }

    private readonly void Strings(Value source, int start, int count)
    {
        StringBuffer strings = source.Strings;
        for (int i = start; i < start + count; i++)
            _strings!.Add(strings[i]);
    }
}
