using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Variables;

namespace TfKeyedExport.Safety;

/// <summary>
/// Follows the names of a model's own files from the tensors that are fed with them, through variables and into the functions to which they are passed.
/// </summary>
/// <remarks>
/// An argument of a function counts as such a name only if every call passes one. Constants never count: a constant that stands for an asset holds whatever
/// the model's maker wrote there until it is fed.
/// </remarks>
/// <param name="main">The main graph.</param>
/// <param name="own">The tensors that are fed.</param>
internal sealed class FileNameFlow(NodeTable main, IEnumerable<InputReference> own)
{
    private readonly HashSet<(int Node, int Index)> _own = [.. own.Where(r => r.Source >= 0).Select(r => (r.Source, r.Index))];
    private readonly List<(FunctionBody Function, NodeRecord Caller, NodeTable Table, FunctionBody? Inside)> _calls = [];
    private readonly HashSet<FunctionBody> _enteredOtherwise = [];
    private readonly HashSet<(FunctionBody Function, int Argument)> _foreign = [];
    private readonly Dictionary<(FunctionBody Function, int Argument), List<(FunctionBody Function, int Argument)>> _passed = [];
    private FileNameVariables? _variables;

    /// <summary>A node calls a function with its inputs as arguments.</summary>
    public void Call(FunctionBody function, NodeRecord caller, NodeTable table, FunctionBody? inside)
    {
        if (_own.Count > 0)
            _calls.Add((function, caller, table, inside));
    }

    /// <summary>A function is used in a way that is not followed: none of its arguments counts.</summary>
    public void EnterOtherwise(FunctionBody function) => _enteredOtherwise.Add(function);

    /// <summary>Says that all calls are known.</summary>
    /// <param name="functions">
    /// All functions of the model: what one does to a variable while the model is restored, another finds later. Read only if a
    /// variable may hold a name: few models keep names in any.
    /// </param>
    public void Settle(IEnumerable<FunctionBody> functions)
    {
        if (_own.Count == 0)
            return;
        _variables = new FileNameVariables(main, functions, value => Trace(value, main, null).IsOwn);
        foreach (FunctionBody function in _enteredOtherwise)
            TaintAll(function);
        foreach ((FunctionBody function, NodeRecord caller, NodeTable table, FunctionBody? inside) in _calls)
            Pass(function, caller, table, inside);
    }

    /// <summary>Whether an input of a node is the name of one of the model's own files.</summary>
    public bool IsOwn(FoundOperation found, int input)
    {
        InputReference[] inputs = [.. found.Record.Inputs.Where(i => !i.IsControl)];
        if (_own.Count == 0 || input >= inputs.Length)
            return false;
        (bool isOwn, int argument) = Trace(inputs[input], found.Table, found.Function);
        return argument >= 0 ? !_foreign.Contains((found.Function!, argument)) : isOwn;
    }

    // Where a tensor comes from: fed with a name, or an argument, or neither.
    private (bool IsOwn, int Argument) Trace(InputReference reference, NodeTable table, FunctionBody? inside)
    {
        for (int step = 0; step <= table.Count && reference.Source >= 0; step++)
        {
            if (reference.Source >= table.Count)
                return (false, inside is null ? -1 : reference.Source - table.Count);
            if (inside is null && _own.Contains((reference.Source, reference.Index)))
                return (true, -1);
            NodeRecord record = table[reference.Source];
            int first = Array.FindIndex(record.Inputs, i => !i.IsControl);
            if (first >= 0 && inside is null && record.Operation.Operation == VariableOperations.ReadVariableOp)
                return (_variables!.HoldsOwn(record.Inputs[first]), -1);
            if (first < 0 || record.Operation.Operation != ArrayOperations.Identity)
                break;
            reference = record.Inputs[first];
        }
        return (false, -1);
    }

    private void Pass(FunctionBody function, NodeRecord caller, NodeTable table, FunctionBody? inside)
    {
        // Then arguments and inputs do not go one by one.
        if (function.Signature.InputArg.Any(a => a.NumberAttr.Length > 0 || a.TypeListAttr.Length > 0))
        {
            TaintAll(function);
            return;
        }
        int argument = 0;
        foreach (InputReference input in caller.Inputs.Where(i => !i.IsControl))
        {
            (bool isOwn, int from) = Trace(input, table, inside);
            if (from >= 0)
                Pass((inside!, from), (function, argument));
            else if (!isOwn)
                Taint((function, argument));
            argument++;
        }
    }

    private void Pass((FunctionBody, int) from, (FunctionBody, int) to)
    {
        if (!_passed.TryGetValue(from, out List<(FunctionBody, int)>? targets))
            _passed.Add(from, targets = []);
        targets.Add(to);
        if (_foreign.Contains(from))
            Taint(to);
    }

    private void TaintAll(FunctionBody function)
    {
        for (int i = 0; i < function.Signature.InputArg.Count; i++)
            Taint((function, i));
    }

    private void Taint((FunctionBody, int) argument)
    {
        var pending = new Stack<(FunctionBody, int)>([argument]);
        while (pending.TryPop(out (FunctionBody, int) next))
        {
            if (!_foreign.Add(next) || !_passed.TryGetValue(next, out List<(FunctionBody, int)>? targets))
                continue;
            foreach ((FunctionBody, int) target in targets)
                pending.Push(target);
        }
    }
}
