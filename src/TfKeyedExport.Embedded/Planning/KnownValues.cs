using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The values of constant nodes: those that the model holds, and those that planning made.</summary>
internal sealed class KnownValues
{
    /// <summary>The value of a constant node; null for every other node.</summary>
    public ConstantValue? Of(NodeOutput output) => output.Node.Op != Node.ConstantOp ? null : ValueOf(output.Node);

    /// <summary>A new constant node.</summary>
    public NodeOutput Add(ConstantValue value, NodeOrigin origin)
    {
        var node = new Node(Node.ConstantOp, NodeAttributes.None, origin, [], [], [value.Value.Type]) { Knowledge = value };
        return node.Output();
    }

    private static ConstantValue ValueOf(Node node)
    {
        if (node.Knowledge is not ConstantValue value)
            node.Knowledge = value = ConstantValue.From(Read(node));
        return value;
    }

    private static Tensor Read(Node node)
    {
        try
        {
            return node.Attributes.Tensor("value").ToTensor();
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw new TfKeyedException(e.Kind, e.What, $"node {node.Origin}", e.Next, e);
        }
    }
}
