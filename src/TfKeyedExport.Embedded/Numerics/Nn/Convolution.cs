using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Simd;

namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>
/// Convolution of one image as a product of matrices. The window's rows lie in the (padded) image already, each in order, so where nothing
/// is dilated the product reads them there; else the window's pixels are first copied together, a block of positions at a time.
/// </summary>
internal static unsafe class Convolution
{
    /// <summary>Positions that are multiplied together.</summary>
    public const int Block = 48;

    private const int Slack = 8;

    // After so many positions the call is asked whether it is over; looking costs as much as a small filter.
    private const int WatchedPixels = 32 * Block;

    /// <summary>Convolves one image with the filters of one group.</summary>
    /// <param name="image">The padded image.</param>
    /// <param name="geometry">How the window moves.</param>
    /// <param name="filter">The filters: [height * width * channels of the group, results], with the bias.</param>
    /// <param name="firstChannel">The first channel of the group.</param>
    /// <param name="channels">The number of channels of the group.</param>
    /// <param name="scratch">As many floats as <see cref="Block"/> times the depth, if windows are not in order says.</param>
    /// <param name="output">The first result's element of this group.</param>
    /// <param name="outputStride">Elements from one pixel of the result to the next.</param>
    /// <param name="epilogue">What happens to each element.</param>
    public static void Run(
        float* image, in ImageGeometry geometry, PackedMatrix filter, int firstChannel, int channels, float* scratch,
        float* output, int outputStride, Epilogue epilogue)
    {
        if (Vector512.IsHardwareAccelerated && filter.Columns > Vector256<float>.Count)
            Run<Simd512>(image, geometry, filter, firstChannel, channels, scratch, output, outputStride, epilogue);
        else if (Vector256.IsHardwareAccelerated)
            Run<Simd256>(image, geometry, filter, firstChannel, channels, scratch, output, outputStride, epilogue);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(image, geometry, filter, firstChannel, channels, scratch, output, outputStride, epilogue);
        else
            Run<SimdScalar>(image, geometry, filter, firstChannel, channels, scratch, output, outputStride, epilogue);
        GC.KeepAlive(filter);
    }

    /// <summary>The same on registers of one width.</summary>
    /// <inheritdoc cref="Run"/>
    public static void Run<TSimd>(
        float* image, in ImageGeometry geometry, PackedMatrix filter, int firstChannel, int channels, float* scratch,
        float* output, int outputStride, Epilogue epilogue)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        Window vertical = geometry.Vertical, horizontal = geometry.Horizontal;
        bool direct = channels == geometry.Channels && horizontal.Dilation == 1;
        nint rowStep = (nint)vertical.Stride * geometry.PaddedRow, pixelStep = (nint)horizontal.Stride * geometry.Channels;
        TileDepth depth = direct
            ? new TileDepth(horizontal.Filter * channels, vertical.Filter, (nint)vertical.Dilation * geometry.PaddedRow)
            : new TileDepth(filter.Depth, 1, 0);
        nint* offsets = stackalloc nint[Block + Slack];
        int x = 0, pixels = geometry.OutputPixels;
        nint row = 0, at = 0;
        for (int first = 0; first < pixels; first += Block)
        {
            if (first % WatchedPixels == 0 && first > 0 && CallWatch.IsOver)
                return;
            int count = Math.Min(Block, pixels - first);
            for (int i = 0; i < count; i++)
            {
                offsets[i] = at;
                at += pixelStep;
                if (++x == horizontal.Output)
                {
                    x = 0;
                    row += rowStep;
                    at = row;
                }
            }
            float* source = image;
            if (!direct)
            {
                Gather(image + firstChannel, offsets, count, geometry, channels, scratch);
                for (int i = 0; i < count; i++)
                    offsets[i] = (nint)i * filter.Depth;
                source = scratch;
            }
            MatrixProduct.Rows<TSimd>(source, offsets, count, depth, filter, output + ((nint)first * outputStride), outputStride, epilogue);
        }
    }

    private static void Gather(float* image, nint* offsets, int count, in ImageGeometry geometry, int channels, float* patches)
    {
        nint down = (nint)geometry.Vertical.Dilation * geometry.PaddedRow, along = (nint)geometry.Horizontal.Dilation * geometry.Channels;
        for (int i = 0; i < count; i++)
        {
            for (int y = 0; y < geometry.Vertical.Filter; y++)
            {
                float* pixel = image + offsets[i] + (y * down);
                for (int x = 0; x < geometry.Horizontal.Filter; x++, pixel += along, patches += channels)
                    new ReadOnlySpan<float>(pixel, channels).CopyTo(new Span<float>(patches, channels));
            }
        }
    }
}
