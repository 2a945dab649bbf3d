using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Reductions;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>MaxPool3D</c> and <c>AvgPool3D</c>, and <c>MaxPool</c> and <c>AvgPool</c> of types other than float32.</summary>
/// <remarks>
/// Of an image's pixels TensorFlow's maximum passes NaN over, and nothing is smaller than the smallest finite number. Of a
/// volume's voxels infinity is, but what the window has outside of the volume counts as that number; NaN is passed over where a
/// register's channels are joined, elsewhere whichever came last is kept.
/// </remarks>
internal sealed class VolumePoolKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly VolumeAttributes _attributes = new(request);
    private readonly bool _largest = request.OperationName.StartsWith("Max", StringComparison.Ordinal);
    private readonly bool _volumes = request.OperationName.EndsWith("3D", StringComparison.Ordinal);

    public override unsafe void Run(KernelContext context)
    {
        Value input = context.Input(0);
        VolumeGeometry geometry = _attributes.PoolGeometry(input.Shape);
        Value output = _attributes.AllocateOutput(context, 0, geometry, geometry.Channels);
        if (output.Count == 0)
            return;
        int rows = checked(input.Dim(0) * geometry.OutputPixels), pieces = Math.Min(rows, 4 * Workers.Count);
        var job = new Job
        {
            Input = input.Pointer<T>(),
            Output = output.Pointer<T>(),
            Geometry = geometry,
            Largest = _largest,
            Volumes = _volumes,
            Rows = rows,
            RowsPerPiece = (rows + pieces - 1) / pieces,
        };
        context.Share(pieces, (double)output.Count * geometry.Taps, ref job);
    }

    private unsafe struct Job : IJob
    {
        // As TensorFlow's library for x64 is compiled.
        private static readonly int Lanes = 32 / sizeof(T);

        public T* Input;
        public T* Output;
        public VolumeGeometry Geometry;
        public bool Largest;
        public bool Volumes;
        public int Rows;
        public int RowsPerPiece;

        public readonly void Run(int piece)
        {
            int last = Math.Min(Rows, (piece + 1) * RowsPerPiece);
            for (int row = piece * RowsPerPiece; row < last; row++)
            {
                T* volume = Input + ((nint)(row / Geometry.OutputPixels) * Geometry.InputPixels * Geometry.Channels),
                    to = Output + ((nint)row * Geometry.Channels);
                if (Largest && Volumes)
                    LargestVoxel(volume, row % Geometry.OutputPixels, to);
                else
                    Pixel(volume, row % Geometry.OutputPixels, to);
            }
        }

        private readonly void LargestVoxel(T* volume, int position, T* to)
        {
            Window depth = Geometry.Depth, vertical = Geometry.Vertical, horizontal = Geometry.Horizontal;
            int channels = Geometry.Channels, whole = channels / Lanes * Lanes;
            new Span<T>(to, channels).Fill(MaximumReduction<T>.Identity);
            (int plane, int row, int column) = Geometry.Corner(position);
            for (int z = plane; z < plane + depth.Filter; z++)
            {
                for (int y = row; y < row + vertical.Filter; y++)
                {
                    for (int x = column; x < column + horizontal.Filter; x++)
                    {
                        bool inside = (uint)z < (uint)depth.Input && (uint)y < (uint)vertical.Input && (uint)x < (uint)horizontal.Input;
                        T* from = volume + (((((((nint)z * vertical.Input) + y) * horizontal.Input) + x)) * channels);
                        for (int c = 0; c < channels; c++)
                        {
                            T value = inside ? from[c] : T.MinValue;
                            to[c] = (c < whole ? to[c] < value : !(value < to[c])) ? value : to[c];
                        }
                    }
                }
            }
        }

        private readonly void Pixel(T* volume, int position, T* to)
        {
            Window depth = Geometry.Depth, vertical = Geometry.Vertical, horizontal = Geometry.Horizontal;
            int channels = Geometry.Channels, counted = 0;
            new Span<T>(to, channels).Fill(Largest ? T.MinValue : T.Zero);
            (int plane, int row, int column) = Geometry.Corner(position);
            for (int z = Math.Max(plane, 0); z < Math.Min(plane + depth.Filter, depth.Input); z++)
            {
                for (int y = Math.Max(row, 0); y < Math.Min(row + vertical.Filter, vertical.Input); y++)
                {
                    int left = Math.Max(column, 0), right = Math.Min(column + horizontal.Filter, horizontal.Input);
                    T* from = volume + (((((((nint)z * vertical.Input) + y) * horizontal.Input) + left)) * channels);
                    for (int x = left; x < right; x++, from += channels, counted++)
                        Take(from, to, channels);
                }
            }
            if (!Largest)
            {
                T count = T.CreateTruncating(counted);
                for (int c = 0; c < channels; c++)
                    to[c] /= count;
            }
        }

        private readonly void Take(T* from, T* to, int channels)
        {
            for (int c = 0; c < channels; c++)
                to[c] = !Largest ? to[c] + from[c] : from[c] > to[c] ? from[c] : to[c];
        }
    }
}
