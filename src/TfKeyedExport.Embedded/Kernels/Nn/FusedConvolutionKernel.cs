using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>A convolution, steps on the channels of its result, and a pooling, image by image; see <see cref="ConvolutionStep"/>.</summary>
internal sealed unsafe class FusedConvolutionKernel : Kernel
{
    private readonly ImageAttributes _attributes;
    private readonly ImageAttributes? _pool;
    private readonly bool _largest;
    private readonly bool _depthwise;
    private readonly Epilogue _epilogue;
    private readonly ChannelFunction[] _functions;
    private readonly bool _biased;
    private readonly ConvolutionFilter? _filter;

    public FusedConvolutionKernel(KernelRequest request, ConvolutionStep step)
    {
        _attributes = new ImageAttributes(request);
        _pool = step.Pool is { } pool ? new ImageAttributes(request, pool.Attributes) : null;
        _largest = step.Pool is { TakesLargest: true };
        _depthwise = step.IsDepthwise;
        // A bias and a Relu at the beginning happen while the sums are still in registers.
        _biased = step.Functions is [ChannelFunction.Add, ..];
        _functions = _biased ? step.Functions[1..] : step.Functions;
        _epilogue = _functions switch
        {
            [ChannelFunction.Relu, ..] => Epilogue.Relu,
            [ChannelFunction.QuietRelu, ..] => Epilogue.QuietRelu,
            _ => Epilogue.None,
        };
        _functions = _epilogue == Epilogue.None ? _functions : _functions[1..];
        if (!_depthwise)
            _filter = new ConvolutionFilter(request.Constant(1)!, 1, _biased ? request.Constant(2)!.Span<float>() : []);
    }

    public override void Run(KernelContext context)
    {
        Value filter = context.Input(1);
        ImageGeometry geometry = _attributes.Geometry(context, filter.Dim(0), filter.Dim(1));
        int repeats = _depthwise ? filter.Dim(3) : 1, results = _depthwise ? filter.Dim(2) * repeats : filter.Dim(3);
        int channels = filter.Dim(2), groups = channels == 0 ? 0 : geometry.Channels / channels;
        bool fits = groups * channels == geometry.Channels && (_depthwise ? groups == 1 : groups > 0 && results % groups == 0);
        if (!fits)
            throw KernelContext.Error($"filters of {channels} channels and {results} results do not fit images of {geometry.Channels} channels");
        geometry = _depthwise ? geometry with { Channels = results } : geometry;
        ImageGeometry pool = _pool is null
            ? default
            : _pool.Geometry(geometry.Vertical.Output, geometry.Horizontal.Output, results, _pool.Filter[0], _pool.Filter[1]);
        Value output = _attributes.AllocateOutput(context, _pool is null ? geometry : pool, results);
        if (output.Count == 0)
            return;
        ConvolutionFilter? packed = _depthwise || groups == 1 ? _filter : new ConvolutionFilter(filter, groups, _biased ? context.Span<float>(2) : []);
        var work = new Work
        {
            Filter = packed,
            Weights = filter.Pointer<float>(),
            Bias = _depthwise && _biased ? context.Input(2).Pointer<float>() : null,
            Epilogue = _epilogue,
            Functions = _functions,
            Pool = pool,
            Pools = _pool is not null,
            Largest = _largest,
            Results = results,
        };
        for (int i = 0, operand = _biased ? 3 : 2; i < _functions.Length; i++)
            work.Operands[i] = _functions[i] is ChannelFunction.Relu or ChannelFunction.QuietRelu ? 0 : (nint)context.Input(operand++).Pointer<float>();
        int own = packed is null ? 0 : packed.ScratchSize(geometry);
        work.ScratchSize = own;
        var batch = new ImageBatch<Work>
        {
            Work = work,
            Geometry = geometry,
            Results = results,
            ChannelsFirst = false,
            Pads = geometry.IsPadded,
            Repeats = repeats,
            ScratchSize = checked(own + (_pool is null ? 0 : geometry.OutputPixels * results)),
            OutputSize = output.Count / context.Input(0).Dim(0),
        };
        const double MultipliesPerNanosecond = 20;
        batch.Run(context, (double)geometry.OutputPixels * filter.Count / MultipliesPerNanosecond);
        if (!ReferenceEquals(packed, _filter))
            packed!.Dispose();
    }

    private struct Work : IImageWork
    {
        public ConvolutionFilter? Filter;
        public float* Weights;
        public float* Bias;
        public Epilogue Epilogue;
        public ChannelFunction[] Functions;
        public Pointers Operands;
        public ImageGeometry Pool;
        public bool Pools;
        public bool Largest;
        public int Results;
        public int ScratchSize;

        public readonly void Run(float* image, in ImageGeometry geometry, float* scratch, float* output)
        {
            float* target = Pools ? scratch + ScratchSize : output;
            if (Filter is not null)
                Filter.Convolve(image, geometry, scratch, target, Epilogue);
            else
                DepthwiseConvolution.Run(image, geometry, Weights, Bias, target, Epilogue);
            for (int i = 0; i < Functions.Length; i++)
                ChannelSteps.Run(Functions[i], (float*)Operands[i], geometry.OutputPixels, Results, target);
            if (Pools)
                Pooling.Run(target, Pool, output, Largest);
        }
    }

    [InlineArray(ConvolutionStep.MostFunctions)]
    private struct Pointers
    {
        private nint _first;
    }
}
