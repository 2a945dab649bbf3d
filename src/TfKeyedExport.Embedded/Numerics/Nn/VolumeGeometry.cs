namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>How a window moves over volumes whose channels lie together (NDHWC). An image is a volume of depth 1.</summary>
/// <param name="Depth">Along the planes.</param>
/// <param name="Vertical">Along the rows of pixels.</param>
/// <param name="Horizontal">Along the columns.</param>
/// <param name="Channels">Channels of the volume.</param>
internal readonly record struct VolumeGeometry(Window Depth, Window Vertical, Window Horizontal, int Channels)
{
    /// <summary>Pixels of one volume.</summary>
    public int InputPixels => checked(Depth.Input * Vertical.Input * Horizontal.Input);

    /// <summary>Pixels of one result.</summary>
    public int OutputPixels => checked(Depth.Output * Vertical.Output * Horizontal.Output);

    /// <summary>Pixels under the window.</summary>
    public int Taps => checked(Depth.Filter * Vertical.Filter * Horizontal.Filter);

    /// <summary>Where the window stands for one pixel of the result: the first pixel under it, which may lie outside of the volume.</summary>
    public (int Plane, int Row, int Column) Corner(int output)
    {
        (int rest, int column) = Math.DivRem(output, Horizontal.Output);
        (int plane, int row) = Math.DivRem(rest, Vertical.Output);
        return ((plane * Depth.Stride) - Depth.Before, (row * Vertical.Stride) - Vertical.Before, (column * Horizontal.Stride) - Horizontal.Before);
    }
}
