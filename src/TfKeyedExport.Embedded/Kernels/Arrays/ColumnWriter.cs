using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Fills an output column by column: each value has one run of elements for each of its rows, behind those of the values before it.</summary>
/// <param name="target">The output; of plain elements.</param>
/// <param name="rows">How many rows it has.</param>
internal unsafe ref struct ColumnWriter(Value target, int rows)
{
    private readonly byte* _start = target.Bytes;
    private readonly int _size = target.ElementSize;
    private readonly long _row = rows == 0 ? 0 : target.Count / rows;
    private long _at;

    /// <summary>Writes the next columns.</summary>
    /// <exception cref="Errors.TfKeyedException">The value has other elements or rows, or there is no room for it.</exception>
    public void Add(Value source)
    {
        if (rows == 0 || source.Count == 0)
            return;
        long run = source.Count / rows;
        if (source.ElementSize != _size || run * rows != source.Count || _at + run > _row)
            throw KernelContext.Error($"{source} does not fit {rows} rows of {_row} elements, of which {_at} are filled");
        byte* from = source.Bytes, to = _start + (_at * _size);
        long step = _row * _size, bytes = run * _size;
        _at += run;
        if (bytes == sizeof(uint))
        {
            for (int row = 0; row < rows; row++, from += sizeof(uint), to += step)
                *(uint*)to = *(uint*)from;
        }
        else
        {
            for (int row = 0; row < rows; row++, from += bytes, to += step)
                Unsafe.CopyBlockUnaligned(to, from, checked((uint)bytes));
        }
    }
}
