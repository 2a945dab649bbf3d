using TfKeyedExport.Tensors;

namespace TfKeyedExport.Signatures;

/// <summary>An input or an output of a signature.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="Type">The elements' type.</param>
/// <param name="Shape">The declared shape; -1 where a size is open.</param>
/// <param name="TensorName">The tensor in the graph, <c>node:output</c>; empty for sparse and composite tensors, which no engine here feeds.</param>
/// <param name="Default">The value of an input that a caller leaves out; null if there is none.</param>
public sealed record SignatureArgument(string Name, DataType Type, TensorShape Shape, string TensorName, Tensor? Default = null)
{
    /// <summary>Name, type and shape, such as <c>key: string [None]</c>.</summary>
    public override string ToString() => $"{Name}: {Type.Name()} {Shape}";
}
