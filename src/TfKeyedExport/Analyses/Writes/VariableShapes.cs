using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Analyses.Writes;

/// <summary>
/// Whether the shape that a variable's node declares is the variable's: other nodes may say something else of the same one, and an assignment of TensorFlow 1
/// may give it another shape.
/// </summary>
internal sealed class VariableShapes
{
    private readonly Dictionary<string, AttrValue?> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changing = new(StringComparer.Ordinal);
    private bool _anyReferenceChanges;

    private VariableShapes()
    {
    }

    /// <summary>Reads all nodes of a model, whatever runs them.</summary>
    /// <exception cref="Errors.TfKeyedException">One is damaged.</exception>
    public static VariableShapes Of(GraphSource source)
    {
        var shapes = new VariableShapes();
        shapes.Read(source.Main);
        foreach (FunctionBody function in source.AllFunctions())
            shapes.Read(function.Nodes);
        return shapes;
    }

    /// <summary>Whether a variable's node says what is so.</summary>
    public bool IsTold(Node variable)
    {
        string name = StateName.Of(variable);
        bool isReference = !variable.Is(VariableOperations.VarHandleOp);
        return !(isReference && _anyReferenceChanges) && !_changing.Contains(name) && !(_declared.TryGetValue(name, out AttrValue? shape) && shape is null);
    }

    private void Read(NodeTable nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (IsVariable(nodes, i))
                Declare(nodes[i]);
            else if (nodes.OperationOf(i).Operation == VariableOperations.Assign && nodes[i].Attributes.Find("validate_shape") is { B: false })
                Change(nodes, nodes[i]);
        }
    }

    private void Declare(NodeRecord node)
    {
        string name = NameOf(node);
        AttrValue shape = node.Attributes.Find("shape") ?? new AttrValue();
        _declared[name] = !_declared.TryGetValue(name, out AttrValue? other) || shape.Equals(other) ? shape : null;
    }

    private void Change(NodeTable nodes, NodeRecord assignment)
    {
        // Behind other nodes, it may be any.
        if (assignment.Inputs is [{ Source: >= 0 and var source }, ..] && source < nodes.Count && IsVariable(nodes, source))
            _changing.Add(NameOf(nodes[source]));
        else
            _anyReferenceChanges = true;
    }

    private static bool IsVariable(NodeTable nodes, int number) => nodes.OperationOf(number).Operation is var operation
        && (operation == VariableOperations.VarHandleOp || operation == VariableOperations.VariableV2 || operation == VariableOperations.Variable);

    private static string NameOf(NodeRecord node) => StateName.Of(
        node.Attributes.Find("container")?.S.ToStringUtf8() ?? "", node.Attributes.Find("shared_name")?.S.ToStringUtf8() ?? "",
        node.Operation.Operation == VariableOperations.VarHandleOp ? "" : node.Name);
}
