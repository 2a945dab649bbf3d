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
    /// <summary>Whether it is one tensor of the graph, which can be fed and fetched; sparse and composite ones are several.</summary>
    internal bool IsTensor => TensorName.Length > 0;

    /// <summary>Name, type and shape, such as <c>key: string [None]</c>.</summary>
    public override string ToString() => $"{Name}: {Type.Name()} {Shape}";
}
