namespace TfKeyedExport.Embedded.Numerics.Nn;

/// <summary>What is done to the channels of an image.</summary>
internal enum ChannelFunction
{
    /// <summary>Adds a constant to each channel.</summary>
    Add,

    /// <summary>Multiplies each channel by a constant.</summary>
    Multiply,

    /// <summary>Makes zero of what is negative.</summary>
    Relu,

    /// <summary>Makes zero of what is not positive, NaN too.</summary>
    QuietRelu,
}
