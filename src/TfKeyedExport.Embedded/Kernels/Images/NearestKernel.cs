using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary><c>ResizeNearestNeighbor</c>: every pixel is that of the original which is nearest.</summary>
internal sealed class NearestKernel(KernelRequest request) : Kernel
{
    private readonly Sampling _sampling = new(request);

    public override void Run(KernelContext context)
    {
        Sampling.CheckImages(context);
        (int height, int width) = Sampling.Size(context, 1);
        Value input = context.Input(0);
        int rows = input.Dim(1), columns = input.Dim(2), channels = input.Dim(3);
        Appender result = Appender.For(context, 0, [input.Shape[0], height, width, channels]);
        if (context.Output(0).Count == 0)
            return;
        float down = _sampling.Scale(rows, height), along = _sampling.Scale(columns, width);
        for (int image = 0; image < input.Dim(0); image++)
        {
            for (int y = 0; y < height; y++)
            {
                int row = ((image * rows) + Nearest(y, down, rows)) * columns;
                for (int x = 0; x < width; x++)
                    result.Append(input, (row + Nearest(x, along, columns)) * channels, channels);
            }
        }
    }

    private int Nearest(int pixel, float scale, int size)
    {
        float place = _sampling.HalfPixelCenters ? (pixel + 0.5f) * scale : pixel * scale;
        float nearest = _sampling.AlignCorners ? MathF.Round(place, MidpointRounding.AwayFromZero) : MathF.Floor(place);
        return Math.Clamp((int)nearest, 0, size - 1);
    }
}
