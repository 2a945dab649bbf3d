using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The values of constant nodes: those that the model holds, and those that planning made.</summary>
internal sealed class KnownValues : IKnownTensors
{
    private const int MostIntegers = 16;

    /// <summary>The value of a constant node; null for every other node.</summary>
    public ConstantValue? Of(NodeOutput output) => !output.Node.IsConstant ? null : ValueOf(output.Node);

    /// <summary>Remembers the shape that a parameter is declared with.</summary>
    public static void Declare(Node parameter, TensorShape shape) => parameter.Knowledge = shape;

    /// <inheritdoc/>
    public TensorShape? ShapeOf(NodeOutput output) => output.Node switch
    {
        { IsParameter: true, Knowledge: TensorShape declared } => declared,
        { IsParameter: true } => null,
        _ => Of(output)?.Value is { Object: null } value ? value.ToShape() : null,
    };

    /// <inheritdoc/>
    public long[]? IntegersOf(NodeOutput output) => Of(output)?.Value switch
    {
        { Type: DataType.Int32, Count: <= MostIntegers } value => [.. value.Span<int>().ToArray().Select(i => (long)i)],
        { Type: DataType.Int64, Count: <= MostIntegers } value => value.Span<long>().ToArray(),
        _ => null,
    };

    /// <summary>A new constant node.</summary>
    public NodeOutput Add(ConstantValue value, NodeOrigin origin)
    {
        var node = new Node(ArrayOperations.Const, NodeAttributes.None, origin, [], [], [value.Value.Type]) { Knowledge = value };
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
            Tensor tensor = node.Attributes.Tensor("value").ToTensor();
            return tensor.Type == node.OutputTypes[0]
                ? tensor
                : throw TfKeyedException.Unreadable(
                    $"the constant is declared as {node.OutputTypes[0].Name()} and holds {tensor.Type.Name()}", null, ModelErrors.CopyAgain);
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {node.Origin}");
        }
    }
}
