using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The values of constant nodes: those that the model holds, and those that planning made.</summary>
internal sealed class KnownValues
{
    private readonly ConditionalWeakTable<Node, ConstantValue> _values = [];

    /// <summary>The value of a constant node; null for every other node.</summary>
    public ConstantValue? Of(NodeOutput output) => output.Node.Op != Node.ConstantOp ? null : ValueOf(output.Node);

    /// <summary>A new constant node.</summary>
    public NodeOutput Add(ConstantValue value, NodeOrigin origin)
    {
        var node = new Node(Node.ConstantOp, NodeAttributes.None, origin, [], [], [value.Value.Type]);
        _values.Add(node, value);
        return node.Output();
    }

    private ConstantValue ValueOf(Node node)
    {
        if (!_values.TryGetValue(node, out ConstantValue? value))
        {
            Tensor tensor = node.Attributes.Tensor("value").ToTensor($"node {node.Origin}");
            value = ConstantValue.From(tensor);
            _values.Add(node, value);
        }
        return value;
    }
}
