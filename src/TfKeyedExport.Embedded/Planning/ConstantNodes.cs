using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Reads the values of <c>Const</c> nodes.</summary>
internal static class ConstantNodes
{
    /// <summary>The value that a node holds.</summary>
    public static ConstantValue ValueOf(Node node) => ConstantValue.From(node.Attributes.Tensor("value").ToTensor($"node {node.Origin}"));
}
