namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>How a window moves over images whose channels lie together (NHWC).</summary>
/// <param name="Vertical">Along the rows of pixels.</param>
/// <param name="Horizontal">Along the columns.</param>
/// <param name="Channels">Channels of the image.</param>
internal readonly record struct ImageGeometry(Window Vertical, Window Horizontal, int Channels)
{
    /// <summary>Whether anything is added around the image.</summary>
    public bool IsPadded => Vertical.Before + Vertical.After + Horizontal.Before + Horizontal.After > 0;

    /// <summary>Elements of one image.</summary>
    public int InputSize => Vertical.Input * Horizontal.Input * Channels;

    /// <summary>Elements of one image with what is added around it.</summary>
    public int PaddedSize => checked(Vertical.Padded * Horizontal.Padded * Channels);

    /// <summary>Pixels of one result.</summary>
    public int OutputPixels => Vertical.Output * Horizontal.Output;

    /// <summary>Elements from one row of the padded image to the next.</summary>
    public int PaddedRow => Horizontal.Padded * Channels;

    /// <summary>Copies an image into the middle of a padded one, whose border is left alone.</summary>
    public unsafe void Pad(float* image, float* padded)
    {
        int row = Horizontal.Input * Channels;
        for (int y = 0; y < Vertical.Input; y++)
        {
            float* target = padded + ((nint)(y + Vertical.Before) * PaddedRow) + ((nint)Horizontal.Before * Channels);
            new ReadOnlySpan<float>(image + ((nint)y * row), row).CopyTo(new Span<float>(target, row));
        }
    }
}
