using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>The attributes that convolutions and poolings of volumes and of images have in common; channels last.</summary>
internal sealed class VolumeAttributes
{
    private readonly string _padding;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before = [0, 0, 0];
    private readonly int[] _after = [0, 0, 0];

    /// <param name="request">The node.</param>
    /// <param name="window">The attribute with the window's size, if it is one.</param>
    /// <param name="dilations">The attribute with the dilations, if there is one.</param>
    public VolumeAttributes(KernelRequest request, string window = "ksize", string dilations = "dilations")
    {
        string format = request.Attributes.Has("data_format") ? request.Attributes.Text("data_format") : "";
        if (format is not ("" or "NHWC" or "NDHWC"))
            throw request.Unsupported($"the data format {format} is not supported");
        _padding = request.Attributes.Text("padding");
        _strides = Sizes(request, "strides");
        Rank = request.Attributes.Ints("strides").Count;
        _dilations = request.Attributes.Has(dilations) ? Sizes(request, dilations) : [1, 1, 1];
        Filter = request.Attributes.Has(window) ? Sizes(request, window) : [1, 1, 1];
        if (_padding != "EXPLICIT")
            return;
        IReadOnlyList<long> sizes = request.Attributes.Ints("explicit_paddings");
        if (sizes.Count != 8 || sizes.Any(s => s is < 0 or > 65536) || sizes[0] + sizes[1] + sizes[6] + sizes[7] != 0)
            throw request.Unsupported("explicit_paddings must be eight sizes, none of them along batch or channels");
        (_before[1], _after[1], _before[2], _after[2]) = ((int)sizes[2], (int)sizes[3], (int)sizes[4], (int)sizes[5]);
    }

    /// <summary>The number of dimensions of the input: 4 for images, 5 for volumes.</summary>
    public int Rank { get; }

    /// <summary>The window's depth, height and width, of poolings.</summary>
    public int[] Filter { get; }

    /// <summary>The geometry of volumes of a shape.</summary>
    /// <param name="shape">[batch, (depth,) height, width, channels].</param>
    /// <param name="filter">The window's size: (depth,) height, width.</param>
    public VolumeGeometry Geometry(ReadOnlySpan<long> shape, params ReadOnlySpan<long> filter)
    {
        if (shape.Length != Rank)
            throw KernelContext.Error($"the input has {shape.Length} dimensions; there must be {Rank}");
        int missing = 5 - Rank;
        Span<Window> windows = stackalloc Window[3];
        for (int d = 0; d < 3; d++)
        {
            long size = d < missing ? 1 : shape[1 + d - missing], pixels = filter.Length == 3 || d >= missing ? filter[d - (3 - filter.Length)] : 1;
            if (pixels is < 1 or > 65536)
                throw KernelContext.Error($"a window of {pixels} pixels is not possible");
            windows[d] = Window.Place((int)size, (int)pixels, _strides[d], _dilations[d], _padding, _before[d], _after[d]);
            if (windows[d].Output < 0)
                throw KernelContext.Error($"a window of {windows[d].Extent} pixels does not fit {size} pixels");
        }
        return new VolumeGeometry(windows[0], windows[1], windows[2], (int)shape[^1]);
    }

    /// <summary>The geometry of poolings.</summary>
    public VolumeGeometry PoolGeometry(ReadOnlySpan<long> shape) => Geometry(shape, Filter[0], Filter[1], Filter[2]);

    /// <summary>Allocates a result of so many channels.</summary>
    public Value AllocateOutput(KernelContext context, int output, in VolumeGeometry geometry, long channels)
    {
        long batch = context.Input(0).Shape[0];
        return Rank == 5
            ? context.Allocate(output, batch, geometry.Depth.Output, geometry.Vertical.Output, geometry.Horizontal.Output, channels)
            : context.Allocate(output, batch, geometry.Vertical.Output, geometry.Horizontal.Output, channels);
    }

    private static int[] Sizes(KernelRequest request, string name)
    {
        IReadOnlyList<long> sizes = request.Attributes.Ints(name);
        if (sizes.Count is not (4 or 5) || sizes[0] != 1 || sizes[^1] != 1)
            throw request.Unsupported($"{name} must be four or five sizes, 1 along batch and channels");
        if (sizes.Any(s => s is < 1 or > 65536))
            throw request.Unsupported($"{name} must be positive");
        return sizes.Count == 4 ? [1, (int)sizes[1], (int)sizes[2]] : [(int)sizes[1], (int)sizes[2], (int)sizes[3]];
    }
}
