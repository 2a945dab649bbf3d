using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>
/// <c>Conv2DBackpropInput</c> and <c>Conv3DBackpropInputV2</c>, which transposed convolutions are made of: every pixel, times the filters, is added to the
/// pixels under the window that stands there.
/// </summary>
internal sealed class TransposedConvolutionKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    // Pixels that are multiplied together.
    private const int Block = 48;

    private readonly VolumeAttributes _attributes = new(request);

    public override unsafe void Run(KernelContext context)
    {
        const double MultipliesPerNanosecond = 4;
        Value sizes = context.Input(0), filter = context.Input(1), input = context.Input(2);
        int rank = _attributes.Rank;
        if (filter.Rank != rank || input.Rank != rank)
            throw KernelContext.Error($"filters {filter.ToShape()} and input {input.ToShape()} must have {rank} dimensions");
        int results = filter.Dim(rank - 2), channels = filter.Dim(rank - 1);
        if (input.Dim(rank - 1) != channels)
            throw KernelContext.Error($"filters of {channels} channels do not fit an input of {input.Dim(rank - 1)} channels");
        Span<long> shape = stackalloc long[rank];
        Shape(context, sizes, input, results, shape);
        VolumeGeometry geometry = _attributes.Geometry(shape, filter.Shape[..^2]);
        bool fits = geometry.Vertical.Output == input.Dim(rank - 3) && geometry.Horizontal.Output == input.Dim(rank - 2);
        if (!fits || (rank == 5 && geometry.Depth.Output != input.Dim(1)))
            throw KernelContext.Error($"an input of {input.ToShape()} does not belong to a result of {ShapeText.Of(shape)}");
        Value output = context.Allocate(0, shape);
        new Span<byte>(output.Bytes, checked((int)output.ByteCount)).Clear();
        if (output.Count == 0 || input.Count == 0 || filter.Count == 0)
            return;
        int width = checked(geometry.Taps * results), volumes = input.Dim(0);
        int pieces = Math.Min(volumes, 2 * Workers.Count);
        Value scratch = context.Rent();
        scratch.Allocate(context.OutputType(0), [checked(((long)pieces * Block * width) + ((long)channels * width))], context.Call.Pool);
        var turned = scratch.Pointer<T>();
        Turn(filter.Pointer<T>(), width, channels, turned);
        var job = new Job
        {
            Input = input.Pointer<T>(),
            Filter = turned,
            Output = output.Pointer<T>(),
            Scratch = turned + ((nint)channels * width),
            Geometry = geometry,
            Channels = channels,
            Volumes = volumes,
            VolumesPerPiece = (volumes + pieces - 1) / pieces,
        };
        context.Share(pieces, (double)input.Count * width / MultipliesPerNanosecond, ref job);
        context.Call.Return(scratch);
    }

    // The size of the result; newer models give its height and width only.
    private static void Shape(KernelContext context, Value sizes, Value input, int results, Span<long> shape)
    {
        if (sizes.Rank != 1 || (sizes.Count != shape.Length && sizes.Count != shape.Length - 2))
            throw context.ShapeError(0, $"there must be {shape.Length} sizes, or {shape.Length - 2} without batch and channels");
        bool whole = sizes.Count == shape.Length;
        for (int d = 0; d < shape.Length; d++)
        {
            bool outer = d == 0 || d == shape.Length - 1;
            shape[d] = whole ? context.Integer(0, d) : outer ? d == 0 ? input.Dim(0) : results : context.Integer(0, d - 1);
            if (shape[d] is < 0 or > int.MaxValue)
                throw KernelContext.Error($"the size {shape[d]} is not possible");
        }
        if (shape[0] != input.Dim(0) || shape[^1] != results)
            throw KernelContext.Error($"a result of {ShapeText.Of(shape)} does not fit a batch of {input.Dim(0)} and filters of {results} results");
    }

    private static unsafe void Turn(T* filter, int width, int channels, T* turned)
    {
        for (int i = 0; i < width; i++)
        {
            for (int c = 0; c < channels; c++)
                turned[((nint)c * width) + i] = *filter++;
        }
    }

    private unsafe struct Job : IJob
    {
        public T* Input;
        public T* Filter;
        public T* Output;
        public T* Scratch;
        public VolumeGeometry Geometry;
        public int Channels;
        public int Volumes;
        public int VolumesPerPiece;

        public readonly void Run(int piece)
        {
            int width = Geometry.Taps * Geometry.Channels, last = Math.Min(Volumes, (piece + 1) * VolumesPerPiece);
            T* patches = Scratch + ((nint)piece * Block * width);
            for (int volume = piece * VolumesPerPiece; volume < last; volume++)
            {
                T* input = Input + ((nint)volume * Geometry.OutputPixels * Channels),
                    output = Output + ((nint)volume * Geometry.InputPixels * Geometry.Channels);
                for (int first = 0; first < Geometry.OutputPixels; first += Block)
                {
                    int count = Math.Min(Block, Geometry.OutputPixels - first);
                    ElementProduct.Run(count, Channels, width, input + ((nint)first * Channels), Channels, Filter, width, patches, width);
                    Patches.Scatter(patches, Geometry, first, count, output);
                }
            }
        }
    }
}
