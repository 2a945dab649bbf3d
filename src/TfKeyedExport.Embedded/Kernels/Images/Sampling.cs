using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary>Where the pixels of a resized image lie in the original.</summary>
internal readonly struct Sampling
{
    public Sampling(KernelRequest request)
    {
        AlignCorners = request.Attributes.Has("align_corners") && request.Attributes.Bool("align_corners", false);
        HalfPixelCenters = request.Attributes.Has("half_pixel_centers") && request.Attributes.Bool("half_pixel_centers", false);
        if (AlignCorners && HalfPixelCenters)
            throw request.Unsupported("align_corners and half_pixel_centers exclude one another");
    }

    /// <summary>Whether the corners' centres lie on one another.</summary>
    public bool AlignCorners { get; }

    /// <summary>Whether a pixel's place is its centre.</summary>
    public bool HalfPixelCenters { get; }

    /// <summary>Pixels of the original for each of the result.</summary>
    public float Scale(int from, int to) => AlignCorners && to > 1 ? (from - 1) / (float)(to - 1) : from / (float)to;

    /// <summary>The place of a pixel in the original.</summary>
    public float Place(int pixel, float scale) => HalfPixelCenters ? ((pixel + 0.5f) * scale) - 0.5f : pixel * scale;

    /// <summary>The sizes that input 1 asks for.</summary>
    public static (int Height, int Width) Size(KernelContext context, int input)
    {
        Value size = context.Input(input);
        if (size.Rank != 1 || size.Count != 2)
            throw context.ShapeError(input, "the size must be height and width");
        long height = context.Integer(input, 0), width = context.Integer(input, 1);
        if (height is < 1 or > int.MaxValue || width is < 1 or > int.MaxValue)
            throw KernelContext.Error($"a size of [{height}, {width}] is not possible");
        return ((int)height, (int)width);
    }

    /// <summary>Checks that an input is a batch of images with pixels.</summary>
    public static void CheckImages(KernelContext context)
    {
        Value images = context.Input(0);
        if (images.Rank != 4)
            throw context.ShapeError(0, "images have four dimensions");
        if (images.Dim(1) < 1 || images.Dim(2) < 1)
            throw context.ShapeError(0, "images must have pixels");
    }
}
