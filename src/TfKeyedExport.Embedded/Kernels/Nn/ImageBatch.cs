using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>A batch of images on its way through a function of one image: turned to channels last, padded, and turned back.</summary>
/// <typeparam name="TWork">The function.</typeparam>
internal unsafe struct ImageBatch<TWork> : IJob
    where TWork : struct, IImageWork
{
    // What one piece takes at least, so that sharing the work out costs little beside it.
    private const double PieceNanoseconds = 20_000;

    /// <summary>The function.</summary>
    public required TWork Work;

    /// <summary>How the window moves.</summary>
    public required ImageGeometry Geometry;

    /// <summary>Channels of a result.</summary>
    public required int Results;

    /// <summary>Whether channels come first in input and output.</summary>
    public required bool ChannelsFirst;

    /// <summary>Whether the function wants the image padded.</summary>
    public required bool Pads;

    /// <summary>How often each channel is repeated side by side before the function sees it.</summary>
    public required int Repeats;

    /// <summary>Floats of scratch memory that the function wants.</summary>
    public required int ScratchSize;

    /// <summary>Elements of one result; 0 if it is as large as the geometry says.</summary>
    public int OutputSize;

    private float* _input;
    private float* _output;
    private float* _scratch;
    private int _images;
    private int _imagesPerPiece;
    private int _scratchPerPiece;

    /// <summary>Computes every image of input 0 into output 0.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="nanoseconds">About how long one image takes.</param>
    public void Run(KernelContext context, double nanoseconds)
    {
        Value input = context.Input(0), output = context.Output(0);
        _images = input.Dim(0);
        if (OutputSize == 0)
            OutputSize = Geometry.OutputPixels * Results;
        _input = input.Pointer<float>();
        _output = output.Pointer<float>();
        int pieces = (int)Math.Clamp(_images * nanoseconds / PieceNanoseconds, 1, Math.Min(_images, 8 * Workers.Count));
        _imagesPerPiece = (_images + pieces - 1) / pieces;
        pieces = (_images + _imagesPerPiece - 1) / _imagesPerPiece;
        _scratchPerPiece = checked(TurnedSize + PaddedSize + ResultSize + ScratchSize);
        Value scratch = context.Rent();
        scratch.Allocate(DataType.Float, [(long)pieces * _scratchPerPiece], context.Call.Pool);
        _scratch = scratch.Pointer<float>();
        context.Share(pieces, _images * nanoseconds, ref this);
        context.Call.Return(scratch);
    }

    /// <inheritdoc/>
    public void Run(int piece)
    {
        float* turned = _scratch + ((nint)piece * _scratchPerPiece);
        float* padded = turned + TurnedSize, result = padded + PaddedSize, scratch = result + ResultSize;
        new Span<float>(padded, PaddedSize).Clear();
        int channels = Geometry.Channels / Repeats, inputPixels = Geometry.Vertical.Input * Geometry.Horizontal.Input;
        int last = Math.Min(_images, (piece + 1) * _imagesPerPiece);
        for (int i = piece * _imagesPerPiece; i < last && !CallWatch.IsOver; i++)
        {
            float* image = _input + ((nint)i * inputPixels * channels);
            float* output = _output + ((nint)i * OutputSize);
            if (TurnedSize > 0)
            {
                Turn(image, turned, inputPixels, channels);
                image = turned;
            }
            if (Pads)
            {
                Geometry.Pad(image, padded);
                image = padded;
            }
            Work.Run(image, Geometry, scratch, ChannelsFirst ? result : output);
            if (ChannelsFirst)
                Transpose(result, Geometry.OutputPixels, Results, output);
        }
    }

    private readonly int TurnedSize => ChannelsFirst || Repeats > 1 ? Geometry.InputSize : 0;

    private readonly int PaddedSize => Pads ? Geometry.PaddedSize : 0;

    private readonly int ResultSize => ChannelsFirst ? Geometry.OutputPixels * Results : 0;

    private readonly void Turn(float* image, float* turned, int pixels, int channels)
    {
        int pixelStep = ChannelsFirst ? 1 : channels, channelStep = ChannelsFirst ? pixels : 1;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                float value = image[(pixel * pixelStep) + (channel * channelStep)];
                for (int repeat = 0; repeat < Repeats; repeat++)
                    *turned++ = value;
            }
        }
    }

    private static void Transpose(float* source, int rows, int columns, float* target)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                target[((nint)j * rows) + i] = *source++;
        }
    }
}
