using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>Reads constants of a graph.</summary>
internal static class ConstantReader
{
    /// <summary>The value of a tensor that is a constant, through identities; null if it is none or cannot be read.</summary>
    public static Tensor? Read(NodeOutput output)
    {
        Node node = Origin(output);
        if (!node.IsConstant)
            return null;
        try
        {
            return node.Attributes.Tensor("value").ToTensor(node.Origin.Name);
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    /// <summary>The node that a tensor comes from, through identities.</summary>
    public static Node Origin(NodeOutput output) => output.Passed.Node;
}
