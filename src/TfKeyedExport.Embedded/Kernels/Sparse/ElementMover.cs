using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>Fills an output with elements from elsewhere, one after the other, whatever their type.</summary>
internal readonly unsafe ref struct ElementMover
{
    private readonly StringBuffer? _strings;
    private readonly byte* _target;
    private readonly int _size;
    private readonly int _count;

    /// <summary>Makes room for an output.</summary>
    public ElementMover(KernelContext context, int output, params ReadOnlySpan<long> shape)
    {
        DataType type = context.OutputType(output);
        _size = type.Size();
        if (type == DataType.String)
            _strings = context.AllocateStrings(output, shape);
        else
            _target = context.Allocate(output, shape).Bytes;
        _count = context.Output(output).Count;
    }

    /// <summary>Sets the element at a place, which must be the next one.</summary>
    public void Put(int place, Value source, int element)
    {
        if (_strings is not null)
        {
            _strings.Add(source.Strings[element]);
            return;
        }
        if ((uint)element >= (uint)source.Count || (uint)place >= (uint)_count || source.ElementSize != _size)
            throw KernelContext.Error($"element {element} of {source} is asked for, as element {place} of {_count}");
        byte* from = source.Bytes + ((long)element * _size), to = _target + ((long)place * _size);
        switch (_size)
        {
            case 4:
                *(uint*)to = *(uint*)from;
                break;
            case 8:
                *(ulong*)to = *(ulong*)from;
                break;
            default:
                Buffer.MemoryCopy(from, to, _size, _size);
                break;
        }
    }
}
