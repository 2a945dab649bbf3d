using System.Text;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Safety;

/// <summary>The variables that hold nothing but names of a model's own files: TensorFlow 2 keeps an asset's path in one while it loads a model.</summary>
/// <param name="main">The main graph.</param>
/// <param name="functions">The model's functions.</param>
/// <param name="isOwn">Whether a tensor of the main graph is such a name.</param>
internal sealed class FileNameVariables(NodeTable main, IEnumerable<FunctionBody> functions, Func<InputReference, bool> isOwn)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private Dictionary<string, List<NodeRecord>>? _users;

    /// <summary>Whether a variable can hold nothing else: all that the graph does with it is to read it and to assign such names.</summary>
    /// <param name="handle">The variable's handle, in the main graph.</param>
    public bool HoldsOwn(InputReference handle)
    {
        if (handle.Source < 0 || handle.Source >= main.Count || !IsHandle(main[handle.Source].Operation))
            return false;
        string name = SharedName(main[handle.Source]);
        if (_known.TryGetValue(name, out bool known))
            return known;
        // While it is being found out, a variable that is assigned to itself says nothing.
        _known[name] = false;
        _users ??= FindUsers();
        return _known[name] = _users[name].Count > 0
            && _users[name].All(IsInnocent)
            && !HasForeignHandle(main)
            && !functions.Any(f => HasHandle(f.Nodes, name) || HasForeignHandle(f.Nodes));
    }

    private static bool IsHandle(NamedOperation operation) => operation.Operation == VariableOperations.VarHandleOp;

    private bool IsInnocent(NodeRecord user)
    {
        Operation operation = user.Operation.Operation;
        if (operation == VariableOperations.ReadVariableOp || operation == VariableOperations.VarIsInitializedOp)
            return true;
        return operation == VariableOperations.AssignVariableOp
            && user.Inputs.Count(i => !i.IsControl) == 2
            && isOwn(user.Inputs.Where(i => !i.IsControl).Last());
    }

    private Dictionary<string, List<NodeRecord>> FindUsers()
    {
        var users = new Dictionary<string, List<NodeRecord>>(StringComparer.Ordinal);
        for (int i = 0; i < main.Count; i++)
        {
            if (IsHandle(main.OperationOf(i)))
                users.TryAdd(SharedName(main[i]), []);
        }
        for (int i = 0; i < main.Count; i++)
        {
            foreach (InputReference input in main[i].Inputs)
            {
                if (!input.IsControl && input.Source >= 0 && input.Source < main.Count && IsHandle(main.OperationOf(input.Source)))
                    users[SharedName(main[input.Source])].Add(main[i]);
            }
        }
        return users;
    }

    private static bool HasHandle(NodeTable nodes, string name)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (IsHandle(nodes.OperationOf(i))
                && (SharedName(nodes[i]) == name || nodes[i].Attributes.Find("shared_name")?.ValueCase == AttrValue.ValueOneofCase.Placeholder))
                return true;
        }
        return false;
    }

    // A constant may be a handle too, of any variable.
    private static bool HasForeignHandle(NodeTable nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes.OperationOf(i).Name is nameof(ArrayOperations.Const) or "HostConst"
                && nodes[i].Attributes.TypeOf("dtype") is DataType.Invalid or DataType.Resource or DataType.Variant)
                return true;
        }
        return false;
    }

    // Those without a name are one variable, whatever their nodes are called.
    private static string SharedName(NodeRecord handle) =>
        handle.Attributes.Find("shared_name") is { } shared ? Encoding.UTF8.GetString(shared.S.Span) : "";
}
