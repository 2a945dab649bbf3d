namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>How a window moves along one dimension of an image.</summary>
/// <param name="Input">Pixels of the image.</param>
/// <param name="Filter">Pixels of the window.</param>
/// <param name="Stride">Pixels from one position to the next.</param>
/// <param name="Dilation">Pixels from one of the window's pixels to the next.</param>
/// <param name="Output">The number of positions; -1 if the window is too large for the image by more than a stride.</param>
/// <param name="Before">Pixels added before the image.</param>
/// <param name="After">Pixels added behind it.</param>
internal readonly record struct Window(int Input, int Filter, int Stride, int Dilation, int Output, int Before, int After)
{
    /// <summary>The image's size with what is added.</summary>
    public int Padded => Input + Before + After;

    /// <summary>From the window's first pixel to behind its last one.</summary>
    public int Extent => ((Filter - 1) * Dilation) + 1;

    /// <summary>Works out where a window may stand.</summary>
    /// <param name="input">Pixels of the image.</param>
    /// <param name="filter">Pixels of the window.</param>
    /// <param name="stride">Pixels from one position to the next.</param>
    /// <param name="dilation">Pixels from one of the window's pixels to the next.</param>
    /// <param name="padding"><c>SAME</c>, <c>VALID</c> or <c>EXPLICIT</c>.</param>
    /// <param name="before">Explicit pixels before the image.</param>
    /// <param name="after">Explicit pixels behind it.</param>
    public static Window Place(int input, int filter, int stride, int dilation, string padding, int before = 0, int after = 0)
    {
        int extent = ((filter - 1) * dilation) + 1;
        if (padding == "SAME")
        {
            int output = (input + stride - 1) / stride;
            int added = Math.Max(0, ((output - 1) * stride) + extent - input);
            return new Window(input, filter, stride, dilation, output, added / 2, added - (added / 2));
        }
        if (padding == "VALID")
            before = after = 0;
        int room = input + before + after - extent;
        return new Window(input, filter, stride, dilation, room + stride < 0 ? -1 : (room + stride) / stride, before, after);
    }
}
