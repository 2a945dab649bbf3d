using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>
/// A convolution with constant filters and what follows it image by image. Inputs: images, filters, and the constants of its
/// functions; the attributes are those of the convolution.
/// </summary>
/// <param name="IsDepthwise">Whether every channel is convolved on its own.</param>
/// <param name="Functions">What is done to the channels, in order.</param>
/// <param name="Pool">The pooling at the end; null for none.</param>
internal sealed record ConvolutionStep(bool IsDepthwise, ChannelFunction[] Functions, PoolingPart? Pool) : Step("convolution")
{
    /// <summary>The most functions.</summary>
    public const int MostFunctions = 6;
}

/// <summary>A pooling within a <see cref="ConvolutionStep"/>.</summary>
/// <param name="TakesLargest">Whether it takes the largest value of a window; else their mean.</param>
/// <param name="Attributes">Its window.</param>
internal sealed record PoolingPart(bool TakesLargest, NodeAttributes Attributes);
