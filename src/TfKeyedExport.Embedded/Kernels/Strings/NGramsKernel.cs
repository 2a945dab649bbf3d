using TfKeyedExport.Embedded.Kernels.Ragged;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Runs of neighbouring strings in each row of a ragged vector, joined; rows may be padded at both ends.</summary>
internal sealed class NGramsKernel : Kernel
{
    private readonly byte[] _separator;
    private readonly byte[] _leftPad;
    private readonly byte[] _rightPad;
    private readonly long[] _widths;
    private readonly long _padWidth;
    private readonly bool _keepsShort;

    public NGramsKernel(KernelRequest request)
    {
        _separator = Bytes(request, "separator");
        _leftPad = Bytes(request, "left_pad");
        _rightPad = Bytes(request, "right_pad");
        _widths = [.. request.Attributes.Ints("ngram_widths")];
        _padWidth = request.Attributes.Int("pad_width");
        _keepsShort = request.Attributes.Bool("preserve_short_sequences");
        if (_widths.Any(width => width is < 1 or > 1_000_000) || _padWidth > 1_000_000)
            throw request.Unsupported("ngram_widths must be between 1 and a million");
    }

    public override void Run(KernelContext context)
    {
        Value data = context.Input(0), splits = context.Input(1);
        if (data.Rank != 1)
            throw context.ShapeError(0, "data must be a vector");
        if (splits.Rank != 1)
            throw context.ShapeError(1, "data_splits must be a vector");
        if (splits.Count > 0 && new RowPartition(context, 1, RowPartitionKind.Splits).ValueCount != data.Count)
            throw KernelContext.Error($"Last split value must be data size ({data.Count})");
        int rows = Math.Max(0, splits.Count - 1);
        using var ends = new Scratch<int>(context, rows + 1);
        ends.Span[0] = 0;
        for (int row = 0; row < rows; row++)
            ends.Span[row + 1] = checked(ends.Span[row] + (data.Count == 0 ? 0 : Count(Length(context, row))));
        if (context.OutputType(1) == DataType.Int32)
        {
            ends.Span[..splits.Count].CopyTo(context.Allocate<int>(1, splits.Count));
        }
        else
        {
            Span<long> result = context.Allocate<long>(1, splits.Count);
            for (int i = 0; i < result.Length; i++)
                result[i] = ends.Span[i];
        }
        StringBuffer target = context.AllocateStrings(0, ends.Span[rows]);
        for (int row = 0; row < rows && data.Count > 0; row++)
            Row(data.Strings, (int)context.Integer(1, row), Length(context, row), target);
    }

    private static byte[] Bytes(KernelRequest request, string attribute) =>
        request.Attributes.TryGet(attribute, out AttrValue? value) ? value.S.ToByteArray() : [];

    private static int Length(KernelContext context, int row) => (int)(context.Integer(1, row + 1) - context.Integer(1, row));

    private int Padding(int width) => (int)Math.Min(_padWidth < 0 ? width - 1 : _padWidth, width - 1);

    private int Count(int length, int width) => Math.Max(0, length + (2 * Padding(width)) - width + 1);

    private int Count(int length)
    {
        int count = 0;
        foreach (long width in _widths)
            count = checked(count + Count(length, (int)width));
        return count == 0 && _keepsShort && length > 0 ? 1 : count;
    }

    private void Row(StringBuffer data, int start, int length, StringBuffer target)
    {
        bool any = false;
        foreach (long width in _widths)
        {
            int count = Count(length, (int)width);
            any |= count > 0;
            for (int i = 0; i < count; i++)
                Write(data, start, i, count, (int)width, target);
        }
        if (!any && _keepsShort && length > 0)
            Write(data, start, 0, 1, (int)(length + (2 * _padWidth)), target);
    }

    private void Write(StringBuffer data, int start, int index, int count, int width, StringBuffer target)
    {
        int padding = Padding(width);
        int left = Math.Max(0, padding - index), right = Math.Max(0, padding - (count - index - 1));
        int tokens = width - left - right;
        int first = start + (left > 0 ? 0 : index - padding);
        // Where nothing but padding is left, both ends together are as wide as the n-gram.
        int pieces = left + Math.Max(0, tokens) + right;
        long length = ((long)left * _leftPad.Length) + ((long)right * _rightPad.Length) + ((long)Math.Max(0, pieces - 1) * _separator.Length);
        for (int i = 0; i < tokens; i++)
            length += data[first + i].Length;
        Span<byte> room = target.Extend(checked((int)length));
        for (int i = 0; i < pieces; i++)
        {
            ReadOnlySpan<byte> piece = i < left ? _leftPad : i < left + tokens ? data[first + i - left] : _rightPad;
            if (i > 0)
            {
                _separator.CopyTo(room);
                room = room[_separator.Length..];
            }
            piece.CopyTo(room);
            room = room[piece.Length..];
        }
    }
}
