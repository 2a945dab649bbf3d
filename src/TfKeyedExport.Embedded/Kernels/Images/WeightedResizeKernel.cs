using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Images;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary>Images in another size: every pixel is a weighted sum of some of the original, row by row and then column by column.</summary>
internal sealed class WeightedResizeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly string _op;
    private readonly Sampling _sampling;
    private readonly string _curve;
    private readonly bool _antialias;

    public WeightedResizeKernel(KernelRequest request)
    {
        _op = request.OperationName;
        _sampling = new Sampling(request);
        _curve = _op == nameof(ImageOperations.ScaleAndTranslate) ? request.Attributes.Text("kernel_type") : "";
        _antialias = _op == nameof(ImageOperations.ScaleAndTranslate) && request.Attributes.Bool("antialias", true);
        if (_op == nameof(ImageOperations.ScaleAndTranslate) && !ResampleCurve.IsKnown(_curve))
            throw request.Unsupported($"the kernel {_curve} is not known");
    }

    public override void Run(KernelContext context)
    {
        Sampling.CheckImages(context);
        switch (_op)
        {
            case nameof(ImageOperations.ResizeArea):
                Resize(context, new AreaWeights(_sampling), new AreaWeights(_sampling));
                break;
            case nameof(ImageOperations.ResizeBicubic):
                Resize(context, new BicubicWeights(_sampling), new BicubicWeights(_sampling));
                break;
            case nameof(ImageOperations.ResizeBilinear):
                Resize(context, new BilinearWeights(_sampling), new BilinearWeights(_sampling));
                break;
            default:
                Resize(context, Translated(context, 0), Translated(context, 1));
                break;
        }
    }

    private TranslatedWeights Translated(KernelContext context, int dimension)
    {
        if (context.Input(2).Count != 2 || context.Input(3).Count != 2)
            throw KernelContext.Error("scale and translation must be two numbers each");
        float scale = context.Span<float>(2)[dimension];
        if (!(scale > 0) || !float.IsFinite(1 / scale))
            throw KernelContext.Error($"the scale {scale} must be positive");
        return new TranslatedWeights(new ResampleCurve(_curve), scale, context.Span<float>(3)[dimension], _antialias);
    }

    private static void Resize<TWeights>(KernelContext context, TWeights vertical, TWeights horizontal)
        where TWeights : struct, IPixelWeights
    {
        Value input = context.Input(0);
        (int height, int width) = Sampling.Size(context, 1);
        int rows = input.Dim(1), columns = input.Dim(2), channels = input.Dim(3);
        Span<float> result = context.Allocate<float>(0, input.Shape[0], height, width, channels);
        result.Clear();
        if (result.IsEmpty)
            return;
        int down = vertical.Width(rows, height), along = horizontal.Width(columns, width);
        using var places = new Scratch<int>(context, checked(down + (width * along)));
        using var weights = new Scratch<float>(context, checked(down + (width * along)));
        using var line = new Scratch<float>(context, checked(columns * channels));
        for (int x = 0; x < width; x++)
            horizontal.Find(x, columns, width, places.Span.Slice(down + (x * along), along), weights.Span.Slice(down + (x * along), along));
        for (int y = 0; y < height; y++)
        {
            vertical.Find(y, rows, height, places.Span[..down], weights.Span[..down]);
            for (int image = 0; image < input.Dim(0); image++)
            {
                Line(input.Span<T>(), image * rows, places.Span[..down], weights.Span[..down], line.Span);
                Span<float> target = result.Slice(((image * height) + y) * width * channels, width * channels);
                for (int k = 0; k < width * along; k++)
                    Add(line.Span.Slice(places.Span[down + k] * channels, channels), weights.Span[down + k], target.Slice(k / along * channels, channels));
            }
        }
    }

    // One line of the result, still as wide as the original.
    private static void Line(ReadOnlySpan<T> values, int firstRow, ReadOnlySpan<int> places, ReadOnlySpan<float> weights, Span<float> line)
    {
        line.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            ReadOnlySpan<T> row = values.Slice((firstRow + places[i]) * line.Length, line.Length);
            for (int k = 0; k < row.Length; k++)
                line[k] += float.CreateTruncating(row[k]) * weights[i];
        }
    }

    private static void Add(ReadOnlySpan<float> pixel, float weight, Span<float> target)
    {
        if (weight == 0)
            return;
        for (int c = 0; c < target.Length; c++)
            target[c] += pixel[c] * weight;
    }
}
