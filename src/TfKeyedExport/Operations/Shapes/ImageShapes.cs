namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations on images: batch, height and width, channels.</summary>
internal static class ImageShapes
{
    /// <summary>Images that a window goes over: convolutions with a filter, pools with a size of their own.</summary>
    public static SymbolicTensor Windows(ShapeRequest request)
    {
        if (request[0].Sizes is not { Length: 4 } images)
            return SymbolicTensor.Unknown;
        bool isChannelsFirst = request.Attributes.IsChannelsFirst;
        int channels = isChannelsFirst ? 1 : 3, height = isChannelsFirst ? 2 : 1;
        SymbolicSize[]? filter = request.InputCount > 1 ? request[1].Sizes : null;
        bool isPool = request.InputCount == 1;
        // Pools may go over channels, too.
        if (isPool && new[] { "ksize", "strides" }.Any(a => request.Attributes.Ints(a) is not { Count: 4 } window || window[0] != 1 || window[channels] != 1))
            return SymbolicTensor.Unknown;
        if (!isPool && filter is not { Length: 4 })
            return SymbolicTensor.Unknown;
        var sizes = new SymbolicSize[4];
        for (int i = 0; i < 4; i++)
        {
            if (i == 0)
                sizes[i] = images[i];
            else if (i == channels)
                sizes[i] = isPool ? images[i] : Channels(request, filter!);
            else
                sizes[i] = Window(
                    request, images[i], isPool ? new SymbolicSize(request.Attributes.Ints("ksize")[i]) : filter![i - height], i) ?? request.Fresh(i);
        }
        return new SymbolicTensor(sizes);
    }

    // A depthwise convolution has so many channels for each of its input's.
    private static SymbolicSize Channels(ShapeRequest request, SymbolicSize[] filter) => request.IsDepthwise
        ? request.Product(filter[2], filter[3]) ?? request.Fresh(3) : filter[3];

    private static SymbolicSize? Window(ShapeRequest request, SymbolicSize size, SymbolicSize window, int dimension)
    {
        IReadOnlyList<long> dilations = request.Attributes.Has("dilations") ? request.Attributes.Ints("dilations") : [];
        long stride = request.Attributes.Ints("strides")[dimension], dilation = dimension < dilations.Count ? dilations[dimension] : 1;
        if (!size.IsKnown || !window.IsKnown || stride < 1 || window.Value < 1 || dilation is < 1 or > int.MaxValue || window.Value > int.MaxValue)
            return null;
        long reach = ((window.Value - 1) * dilation) + 1;
        return request.Attributes.Text("padding") switch
        {
            "SAME" => new SymbolicSize((size.Value / stride) + (size.Value % stride == 0 ? 0 : 1)),
            "VALID" when size.Value >= reach => new SymbolicSize(((size.Value - reach) / stride) + 1),
            _ => null,
        };
    }

    /// <summary>Images of another height and width, which the second input names.</summary>
    public static SymbolicTensor Resized(ShapeRequest request) => request[0].Sizes is [var batch, _, _, var channels]
        ? new SymbolicTensor(
            request[1].Content is [var height, var width] ? [batch, height, width, channels] : [batch, request.Fresh(1), request.Fresh(2), channels])
        : SymbolicTensor.Unknown;
}
