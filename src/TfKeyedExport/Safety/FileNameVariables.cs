using System.Text;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Safety;

/// <summary>The variables that hold nothing but names of a model's own files: TensorFlow 2 keeps an asset's path in one while it loads a model.</summary>
/// <param name="main">The main graph.</param>
/// <param name="functions">The model's functions.</param>
/// <param name="isOwn">Whether a tensor of the main graph is such a name.</param>
internal sealed class FileNameVariables(NodeTable main, IEnumerable<FunctionBody> functions, Func<InputReference, bool> isOwn)
{
    /// <summary>The operation that reads a variable.</summary>
    public const string Read = "ReadVariableOp";

    private const string Handle = "VarHandleOp";
    private const string Assign = "AssignVariableOp";

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private Dictionary<string, List<NodeRecord>>? _users;

    /// <summary>Whether a variable can hold nothing else: all that the graph does with it is to read it and to assign such names.</summary>
    /// <param name="handle">The variable's handle, in the main graph.</param>
    public bool HoldsOwn(InputReference handle)
    {
        if (handle.Source < 0 || handle.Source >= main.Count || main[handle.Source].Operation.Name != Handle)
            return false;
        string name = SharedName(main[handle.Source]);
        if (_known.TryGetValue(name, out bool known))
            return known;
        // While it is being found out, a variable that is assigned to itself says nothing.
        _known[name] = false;
        _users ??= FindUsers();
        return _known[name] = _users[name].Count > 0 && _users[name].All(IsInnocent) && !HasForeignHandle(main) && !functions.Any(f => HasHandle(f.Nodes, name) || HasForeignHandle(f.Nodes));
    }

    private bool IsInnocent(NodeRecord user) => user.Operation.Name switch
    {
        Read or "VarIsInitializedOp" => true,
        Assign => user.Inputs.Count(i => !i.IsControl) == 2 && isOwn(user.Inputs.Where(i => !i.IsControl).Last()),
        _ => false,
    };

    private Dictionary<string, List<NodeRecord>> FindUsers()
    {
        var users = new Dictionary<string, List<NodeRecord>>(StringComparer.Ordinal);
        for (int i = 0; i < main.Count; i++)
        {
            if (main.OperationOf(i).Name == Handle)
                users.TryAdd(SharedName(main[i]), []);
        }
        for (int i = 0; i < main.Count; i++)
        {
            foreach (InputReference input in main[i].Inputs)
            {
                if (!input.IsControl && input.Source >= 0 && input.Source < main.Count && main.OperationOf(input.Source).Name == Handle)
                    users[SharedName(main[input.Source])].Add(main[i]);
            }
        }
        return users;
    }

    private static bool HasHandle(NodeTable nodes, string name)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes.OperationOf(i).Name == Handle && (SharedName(nodes[i]) == name || nodes[i].Attributes.Find("shared_name")?.ValueCase == AttrValue.ValueOneofCase.Placeholder))
                return true;
        }
        return false;
    }

    // A constant may be a handle too, of any variable.
    private static bool HasForeignHandle(NodeTable nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes.OperationOf(i).Name is "Const" or "HostConst"
                && nodes[i].Attributes.TypeOf("dtype") is DataType.Invalid or DataType.Resource or DataType.Variant)
                return true;
        }
        return false;
    }

    private static string SharedName(NodeRecord handle) =>
        handle.Attributes.Find("shared_name") is { S.IsEmpty: false } shared ? Encoding.UTF8.GetString(shared.S.Span) : handle.Name;
}
