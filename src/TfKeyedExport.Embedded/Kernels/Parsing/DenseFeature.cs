using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>A feature that comes out as a dense tensor: as many values in every row, or padded to the longest.</summary>
internal sealed class DenseFeature
{
    private readonly DataType _type;
    private readonly long[] _shape;
    private readonly bool _isPadded;
    private readonly int _stride;

    /// <summary>Reads the declared shape.</summary>
    public DenseFeature(KernelRequest request, DataType type, TensorShape shape)
    {
        if (!shape.HasRank)
            throw request.Unsupported("a dense feature must have a shape of known rank");
        _type = type;
        _shape = shape.Dimensions.ToArray();
        _isPadded = _shape.Length > 0 && _shape[0] < 0;
        if (_shape.AsSpan(_isPadded ? 1 : 0).Contains(-1))
            throw request.Unsupported($"only the first size of a dense feature may be open, not those of {shape}");
        _stride = FeatureSize.Of(_shape.AsSpan(_isPadded ? 1 : 0));
    }

    /// <summary>Writes the feature of all rows.</summary>
    /// <param name="context">The run.</param>
    /// <param name="rows">The parsed rows.</param>
    /// <param name="feature">The feature's number.</param>
    /// <param name="fallback">What an absent feature becomes (none if it is empty), or what rows are padded with.</param>
    /// <param name="output">The output.</param>
    /// <param name="single">Whether there is one row, without a dimension for rows.</param>
    public void Write(KernelContext context, ParsedRows rows, int feature, Value fallback, int output, bool single)
    {
        int perRow = _isPadded ? Longest(rows, feature) : _stride;
        bool fits = _isPadded ? fallback.Count == 1 : fallback.Count == 0 || fallback.Shape.SequenceEqual(_shape);
        if (!fits)
            throw KernelContext.Error($"the default of dense feature {output} has the shape {fallback.ToShape()}, the feature {ShapeText.Of(_shape)}");
        Span<long> shape = stackalloc long[_shape.Length + 1];
        shape[0] = rows.Count;
        _shape.CopyTo(shape[1..]);
        if (_isPadded)
            shape[1] = _stride == 0 ? 0 : perRow / _stride;
        shape = single ? shape[1..] : shape;
        if (_type == DataType.String)
            Strings(context.AllocateStrings(output, shape), rows, feature, fallback, perRow);
        else if (_type == DataType.Float)
            Numbers(context.Allocate<float>(output, shape), rows, feature, fallback, perRow);
        else
            Numbers(context.Allocate<long>(output, shape), rows, feature, fallback, perRow);
    }

    private int Longest(ParsedRows rows, int feature)
    {
        int longest = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            FeatureList list = rows.Values(row, feature, _type);
            int count = list.Type == DataType.Invalid ? 0 : list.Count();
            if (count < 0)
                throw rows.Unreadable(row, feature);
            if (_stride == 0 ? count != 0 : count % _stride != 0)
                throw KernelContext.Error($"{rows.Place(row, feature)}: {count} values are not a multiple of {_stride}");
            longest = Math.Max(longest, count);
        }
        return longest;
    }

    private void Numbers<T>(Span<T> target, ParsedRows rows, int feature, Value fallback, int perRow)
        where T : unmanaged
    {
        for (int row = 0; row < rows.Count; row++)
        {
            Span<T> room = target.Slice(row * perRow, perRow);
            FeatureList list = rows.Values(row, feature, _type);
            if (list.Type == DataType.Invalid && !_isPadded)
            {
                CheckDefault(rows, row, feature, fallback);
                fallback.Span<T>().CopyTo(room);
                continue;
            }
            int count = list.Type == DataType.Invalid ? 0 : Read(list, room);
            CheckCount(rows, row, feature, list, count);
            if (_isPadded)
                room[count..].Fill(fallback.Scalar<T>());
        }
    }

    private static int Read<T>(FeatureList list, Span<T> room)
        where T : unmanaged => list.Type == DataType.Float
            ? list.Floats(System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(room))
            : list.Integers(System.Runtime.InteropServices.MemoryMarshal.Cast<T, long>(room));

    private void Strings(StringBuffer target, ParsedRows rows, int feature, Value fallback, int perRow)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            FeatureList list = rows.Values(row, feature, _type);
            if (list.Type == DataType.Invalid && !_isPadded)
            {
                CheckDefault(rows, row, feature, fallback);
                for (int i = 0; i < perRow; i++)
                    target.Add(fallback.Strings[i]);
                continue;
            }
            int count = list.Type == DataType.Invalid ? 0 : list.Strings(target, perRow);
            CheckCount(rows, row, feature, list, count);
            for (int i = count; i < perRow; i++)
                target.Add(fallback.Strings[0]);
        }
    }

    private void CheckDefault(ParsedRows rows, int row, int feature, Value fallback)
    {
        if (fallback.Count == 0)
            throw KernelContext.Error($"{rows.Place(row, feature)} (data type: {_type.Name()}) is required but could not be found.");
    }

    private void CheckCount(ParsedRows rows, int row, int feature, FeatureList list, int count)
    {
        if (count >= 0 && (_isPadded || count == _stride))
            return;
        int all = list.Count();
        if (all < 0)
            throw rows.Unreadable(row, feature);
        throw KernelContext.Error(
            $"{rows.Place(row, feature)}: Number of {_type.Name()} values != expected. Values size: {all} but output shape: {ShapeText.Of(_shape)}");
    }
}
