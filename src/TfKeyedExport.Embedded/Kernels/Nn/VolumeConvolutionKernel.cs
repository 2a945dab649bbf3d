using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>Conv3D</c>, and <c>Conv2D</c> of types other than float32: the pixels under the window, copied together, times the filters.</summary>
internal sealed class VolumeConvolutionKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly VolumeAttributes _attributes = new(request);

    public override unsafe void Run(KernelContext context)
    {
        const double MultipliesPerNanosecond = 4;
        Value input = context.Input(0), filter = context.Input(1);
        if (filter.Rank != _attributes.Rank)
            throw context.ShapeError(1, $"filters have {_attributes.Rank} dimensions");
        VolumeGeometry geometry = _attributes.Geometry(input.Shape, filter.Shape[..^2]);
        int channels = filter.Dim(filter.Rank - 2), results = filter.Dim(filter.Rank - 1);
        if (channels == 0 || geometry.Channels == 0 || geometry.Channels % channels != 0 || results % (geometry.Channels / channels) != 0)
            throw KernelContext.Error($"filters of {channels} channels and {results} results do not fit volumes of {geometry.Channels} channels");
        Value output = _attributes.AllocateOutput(context, 0, geometry, results);
        if (output.Count == 0)
            return;
        int depth = checked(geometry.Taps * channels), volumes = input.Dim(0);
        double nanoseconds = (double)output.Count * depth / MultipliesPerNanosecond;
        int blocks = checked(volumes * ((geometry.OutputPixels + Block - 1) / Block));
        int pieces = Math.Min(blocks, 2 * Workers.Count);
        Value scratch = context.Rent();
        scratch.Allocate(context.OutputType(0), [(long)pieces * Block * depth], context.Call.Pool);
        var job = new Job
        {
            Input = input.Pointer<T>(),
            Filter = filter.Pointer<T>(),
            Output = output.Pointer<T>(),
            Scratch = scratch.Pointer<T>(),
            Geometry = geometry,
            Channels = channels,
            Results = results,
            Blocks = blocks,
            BlocksPerPiece = (blocks + pieces - 1) / pieces,
        };
        context.Share(pieces, nanoseconds, ref job);
        context.Call.Return(scratch);
    }

    // Positions of the window that are multiplied together.
    private const int Block = 48;

    private unsafe struct Job : IJob
    {
        public T* Input;
        public T* Filter;
        public T* Output;
        public T* Scratch;
        public VolumeGeometry Geometry;
        public int Channels;
        public int Results;
        public int Blocks;
        public int BlocksPerPiece;

        public readonly void Run(int piece)
        {
            int depth = Geometry.Taps * Channels, groups = Geometry.Channels / Channels, perGroup = Results / groups;
            int perVolume = (Geometry.OutputPixels + Block - 1) / Block, last = Math.Min(Blocks, (piece + 1) * BlocksPerPiece);
            T* patches = Scratch + ((nint)piece * Block * depth);
            for (int block = piece * BlocksPerPiece; block < last; block++)
            {
                int volume = block / perVolume, first = block % perVolume * Block, count = Math.Min(Block, Geometry.OutputPixels - first);
                T* input = Input + ((nint)volume * Geometry.InputPixels * Geometry.Channels);
                T* output = Output + (((nint)volume * Geometry.OutputPixels) + first) * Results;
                for (int group = 0; group < groups; group++)
                {
                    Patches.Gather(input, Geometry, group * Channels, Channels, first, count, patches);
                    ElementProduct.Run(count, depth, perGroup, patches, depth, Filter + (group * perGroup), Results, output + (group * perGroup), Results);
                }
            }
        }
    }
}
