using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Makes the kernel of one node.</summary>
internal delegate Kernel KernelFactory(KernelRequest request);

/// <summary>What the engine knows about an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Exactness">How close it comes to TensorFlow.</param>
/// <param name="Types">The values of its type attribute that it takes; empty: any.</param>
/// <param name="Create">Makes a kernel.</param>
internal sealed record KernelRegistration(Operation Operation, Exactness Exactness, DataType[] Types, KernelFactory Create)
{
    /// <summary>The attribute that <see cref="Types"/> restricts.</summary>
    /// <value>Default <c>T</c>.</value>
    public string TypeAttribute { get; init; } = "T";

    /// <summary>Whether half and bfloat16 are computed as float32 and rounded, as TensorFlow's CPU kernels do.</summary>
    public bool Widens { get; init; }

    /// <summary>What of the operation's contract is not there, for the documents; null if all is.</summary>
    public string? Gaps { get; init; }
}
