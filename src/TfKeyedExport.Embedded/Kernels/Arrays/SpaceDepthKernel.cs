using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary><c>SpaceToDepth</c> and <c>DepthToSpace</c>: blocks of pixels become channels of one pixel, and back.</summary>
internal sealed class SpaceDepthKernel : Kernel
{
    private readonly bool _toDepth;
    private readonly int _block;

    public SpaceDepthKernel(KernelRequest request, bool toDepth)
    {
        string format = request.Attributes.Text("data_format");
        if (format != "NHWC")
            throw request.Unsupported($"the data format {format} is not supported");
        long block = request.Attributes.Int("block_size");
        if (block is < 2 or > 65536)
            throw request.Unsupported($"a block of {block} is not possible");
        _block = (int)block;
        _toDepth = toDepth;
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank != 4)
            throw context.ShapeError(0, "images have four dimensions");
        int height = input.Dim(1), width = input.Dim(2), channels = input.Dim(3), area = checked(_block * _block);
        if (_toDepth ? height % _block != 0 || width % _block != 0 : channels % area != 0)
            throw context.ShapeError(0, $"it is not made of blocks of {_block}");
        if (_toDepth)
            ToDepth(context, input, height, width, channels);
        else
            ToSpace(context, input, height, width, channels / area);
    }

    private void ToDepth(KernelContext context, Value input, int height, int width, int channels)
    {
        Appender result = Appender.For(context, 0, [input.Shape[0], height / _block, width / _block, checked((long)channels * _block * _block)]);
        int run = _block * channels;
        if (context.Output(0).Count == 0)
            return;
        // The pixels of one row of a block lie beside each other on both sides.
        for (int row = 0; row < input.Dim(0) * height; row += _block)
        {
            for (int x = 0; x < width; x += _block)
            {
                for (int y = 0; y < _block; y++)
                    result.Append(input, (((row + y) * width) + x) * channels, run);
            }
        }
    }

    private void ToSpace(KernelContext context, Value input, int height, int width, int channels)
    {
        Appender result = Appender.For(context, 0, [input.Shape[0], (long)height * _block, (long)width * _block, channels]);
        int run = _block * channels;
        if (context.Output(0).Count == 0)
            return;
        for (int row = 0; row < input.Dim(0) * height; row++)
        {
            for (int y = 0; y < _block; y++)
            {
                for (int x = 0; x < width; x++)
                    result.Append(input, ((((row * width) + x) * _block) + y) * run, run);
            }
        }
    }
}
