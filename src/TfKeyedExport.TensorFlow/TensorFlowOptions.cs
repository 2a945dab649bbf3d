namespace TfKeyedExport.TensorFlow;

/// <summary>How TensorFlow's library is found and set up.</summary>
public sealed record TensorFlowOptions
{
    /// <summary>The library, a file or a folder that holds it; null looks in <c>TFKEYED_TENSORFLOW</c>, beside the program, at what the
    /// system's loader knows and in installed Pythons.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>Whether TensorFlow may write its log to standard error. A <c>TF_CPP_MIN_LOG_LEVEL</c> in the environment decides first.</summary>
    /// <value>Default false.</value>
    public bool Log { get; init; }

    /// <summary>The most memory, in bytes, that TensorFlow takes on the GPU; 0 sets no limit. Memory is taken as it is needed.</summary>
    /// <value>Default 0.</value>
    public long GpuMemoryLimit { get; init; }
}
