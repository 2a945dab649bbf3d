namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>The pixels under a window, copied together for some of its positions, and added back where they came from.</summary>
internal static unsafe class Patches
{
    /// <summary>Copies the pixels under the window; zeros stand for what lies outside.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="geometry">How the window moves.</param>
    /// <param name="firstChannel">The first channel to copy.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="first">The first position of the window.</param>
    /// <param name="count">How many positions.</param>
    /// <param name="patches">Where they go: [count, taps, channels].</param>
    public static void Gather<T>(T* volume, in VolumeGeometry geometry, int firstChannel, int channels, int first, int count, T* patches)
        where T : unmanaged
    {
        Window depth = geometry.Depth, vertical = geometry.Vertical, horizontal = geometry.Horizontal;
        for (int position = first; position < first + count; position++)
        {
            (int plane, int row, int column) = geometry.Corner(position);
            for (int z = 0; z < depth.Filter; z++)
            {
                int from = plane + (z * depth.Dilation);
                for (int y = 0; y < vertical.Filter; y++)
                {
                    int line = row + (y * vertical.Dilation);
                    bool outside = (uint)from >= (uint)depth.Input || (uint)line >= (uint)vertical.Input;
                    T* pixels = volume + (((((nint)from * vertical.Input) + line) * horizontal.Input) * geometry.Channels) + firstChannel;
                    for (int x = 0; x < horizontal.Filter; x++, patches += channels)
                    {
                        int at = column + (x * horizontal.Dilation);
                        if (outside || (uint)at >= (uint)horizontal.Input)
                            new Span<T>(patches, channels).Clear();
                        else
                            new ReadOnlySpan<T>(pixels + ((nint)at * geometry.Channels), channels).CopyTo(new Span<T>(patches, channels));
                    }
                }
            }
        }
    }

    /// <summary>Adds what stands under the window to the volume; what lies outside is dropped.</summary>
    /// <inheritdoc cref="Gather"/>
    public static void Scatter<T>(T* patches, in VolumeGeometry geometry, int first, int count, T* volume)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        Window depth = geometry.Depth, vertical = geometry.Vertical, horizontal = geometry.Horizontal;
        int channels = geometry.Channels;
        for (int position = first; position < first + count; position++)
        {
            (int plane, int row, int column) = geometry.Corner(position);
            for (int z = 0; z < depth.Filter; z++)
            {
                int to = plane + (z * depth.Dilation);
                for (int y = 0; y < vertical.Filter; y++)
                {
                    int line = row + (y * vertical.Dilation);
                    bool outside = (uint)to >= (uint)depth.Input || (uint)line >= (uint)vertical.Input;
                    for (int x = 0; x < horizontal.Filter; x++, patches += channels)
                    {
                        int at = column + (x * horizontal.Dilation);
                        if (!outside && (uint)at < (uint)horizontal.Input)
                            Add(volume + (((((((nint)to * vertical.Input) + line) * horizontal.Input) + at)) * channels), patches, channels);
                    }
                }
            }
        }
    }

    private static void Add<T>(T* target, T* source, int count)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (int i = 0; i < count; i++)
            target[i] += source[i];
    }
}
