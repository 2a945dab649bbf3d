using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>The attributes that convolutions and poolings of images have in common.</summary>
internal sealed class ImageAttributes
{
    private readonly string _padding;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _explicit;

    /// <param name="request">The node.</param>
    public ImageAttributes(KernelRequest request)
        : this(request, request.Attributes)
    {
    }

    /// <param name="request">The node, for messages.</param>
    /// <param name="attributes">The attributes: the node's own, or those of a part of it.</param>
    public ImageAttributes(KernelRequest request, NodeAttributes attributes)
    {
        string format = attributes.Has("data_format") ? attributes.Text("data_format") : "NHWC";
        if (format is not ("NHWC" or "NCHW"))
            throw request.Unsupported($"the data format {format} is not supported");
        ChannelsFirst = format == "NCHW";
        _padding = attributes.Text("padding");
        _strides = Pair(request, attributes, "strides");
        _dilations = attributes.Has("dilations") ? Pair(request, attributes, "dilations") : [1, 1];
        Filter = attributes.Has("ksize") ? Pair(request, attributes, "ksize") : [1, 1];
        _explicit = [0, 0, 0, 0];
        if (_padding != "EXPLICIT")
            return;
        IReadOnlyList<long> sizes = attributes.Ints("explicit_paddings");
        int first = ChannelsFirst ? 4 : 2;
        bool areSizes = sizes.Count == 8 && sizes.All(s => s is >= 0 and <= int.MaxValue);
        if (!areSizes || sizes.Where((s, i) => s != 0 && (i < first || i >= first + 4)).Any())
            throw request.Unsupported("explicit_paddings must be eight sizes, none of them along batch or channels");
        _explicit = [.. sizes.Skip(first).Take(4).Select(s => (int)s)];
    }

    /// <summary>Whether channels are the second dimension (NCHW) instead of the last.</summary>
    public bool ChannelsFirst { get; }

    /// <summary>The window's height and width, of poolings.</summary>
    public int[] Filter { get; }

    /// <summary>The geometry of an input with four dimensions.</summary>
    /// <param name="context">The running kernel, whose input 0 is the images.</param>
    /// <param name="height">The window's height.</param>
    /// <param name="width">The window's width.</param>
    public ImageGeometry Geometry(KernelContext context, int height, int width)
    {
        Value images = context.Input(0);
        if (images.Rank != 4)
            throw context.ShapeError(0, "images have four dimensions");
        int rows = ChannelsFirst ? 2 : 1;
        return Geometry(images.Dim(rows), images.Dim(rows + 1), images.Dim(ChannelsFirst ? 1 : 3), height, width);
    }

    /// <summary>The geometry of images of a given size.</summary>
    public ImageGeometry Geometry(int rows, int columns, int channels, int height, int width)
    {
        Window vertical = Window.Place(rows, height, _strides[0], _dilations[0], _padding, _explicit[0], _explicit[1]);
        Window horizontal = Window.Place(columns, width, _strides[1], _dilations[1], _padding, _explicit[2], _explicit[3]);
        if (vertical.Output < 0 || horizontal.Output < 0)
            throw KernelContext.Error($"a window of [{vertical.Extent}, {horizontal.Extent}] pixels does not fit images of [{rows}, {columns}]");
        return new ImageGeometry(vertical, horizontal, channels);
    }

    /// <summary>Allocates the result of so many channels.</summary>
    public Value AllocateOutput(KernelContext context, in ImageGeometry geometry, int channels)
    {
        long batch = context.Input(0).Dim(0);
        return ChannelsFirst
            ? context.Allocate(0, batch, channels, geometry.Vertical.Output, geometry.Horizontal.Output)
            : context.Allocate(0, batch, geometry.Vertical.Output, geometry.Horizontal.Output, channels);
    }

    private int[] Pair(KernelRequest request, NodeAttributes attributes, string name)
    {
        IReadOnlyList<long> sizes = attributes.Ints(name);
        int rows = ChannelsFirst ? 2 : 1;
        if (sizes.Count != 4 || sizes[0] != 1 || sizes[ChannelsFirst ? 1 : 3] != 1)
            throw request.Unsupported($"{name} must be four sizes, 1 along batch and channels");
        if (sizes[rows] is < 1 or > 65536 || sizes[rows + 1] is < 1 or > 65536)
            throw request.Unsupported($"{name} must be positive");
        return [(int)sizes[rows], (int)sizes[rows + 1]];
    }
}
