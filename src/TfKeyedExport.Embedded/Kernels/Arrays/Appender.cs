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
    private long _room;

    private Appender(Value target, StringBuffer? strings)
    {
        _strings = strings;
        _at = target.Bytes;
        _size = target.Type.Size();
        _room = target.Count;
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

    /// <summary>Appends a run of elements.</summary>
    /// <exception cref="Errors.TfKeyedException">They do not exist, or there is no room for them.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(Value source, int start, int count)
    {
        if (_strings is not null)
        {
            Strings(source, start, count);
            return;
        }
        if ((uint)start > (uint)source.Count || (uint)count > (uint)(source.Count - start) || (_room -= count) < 0 || source.ElementSize != _size)
            throw OutOfRange(source, start, count);
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
        if (count < 0 || (_room -= count) < 0)
            throw KernelContext.Error($"{count} elements more than the result has room for");
        Unsafe.InitBlockUnaligned(_at, 0, checked((uint)((long)count * _size)));
        _at += (nint)count * _size;
    }

    private static Errors.TfKeyedException OutOfRange(Value source, int start, int count) =>
        KernelContext.Error($"elements {start} to {(long)start + count} of {source} are asked for, or more than the result has room for");

    private readonly void Strings(Value source, int start, int count)
    {
        StringBuffer strings = source.Strings;
        for (int i = start; i < start + count; i++)
            _strings!.Add(strings[i]);
    }
}
