using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Edits;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying.Python;

/// <summary>
/// Tells from the protos alone what happens when the signature is called after Python's <c>tf.saved_model.load</c>, which does not
/// look at the graph that servers run: whether each input arrives as what it is. The order in which Python hands inputs over is held
/// against what the function's arguments were traced as, and each key is followed from the function's result back to its argument.
/// </summary>
internal sealed class PythonLoader
{
    private const string UserName = "_user_specified_name";
    private const int MaxListed = 4;

    private readonly ModelSignature _signature;
    private readonly FunctionDef _function;
    private readonly SavedConcreteFunction _concrete;
    private readonly SavedBareConcreteFunction _bare;
    private readonly PassThroughWalk _walk;

    private PythonLoader(MetaGraph metaGraph, ModelSignature signature, FunctionDef function, SavedConcreteFunction concrete, SavedBareConcreteFunction bare)
    {
        _signature = signature;
        _function = function;
        _concrete = concrete;
        _bare = bare;
        _walk = new PassThroughWalk(metaGraph);
    }

    /// <summary>Judges a call of a signature.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="signature">One of its signatures, as the graph declares it.</param>
    /// <param name="keys">Its keys: inputs and the outputs as which they come back.</param>
    public static PythonFinding Judge(MetaGraph metaGraph, ModelSignature signature, IEnumerable<(string Input, string Output)> keys)
    {
        try
        {
            if (ObjectGraphView.Of(metaGraph) is not { } objects)
                return NotCalled("the model has no objects for Python's tf.saved_model.load, as in TensorFlow 1, so that it can only be called as servers do");
            if (SignatureObjects.Of(metaGraph)?.Find(signature.Name) is not { } id)
                return NotCalled("Python's tf.saved_model.load does not know this signature; servers do");
            return objects.Object(id).BareConcreteFunction is { } bare
                && objects.ConcreteFunction(bare.ConcreteFunctionName) is { } concrete
                && metaGraph.Function(bare.ConcreteFunctionName) is { Signature: not null } function
                ? new PythonLoader(metaGraph, signature, function, concrete, bare).Judge(keys)
                : NotCalled("Python's objects do not say which function the signature is");
        }
        catch (TfKeyedException damaged)
        {
            return NotCalled($"Python's objects cannot be read: {damaged.Message}");
        }
    }

    private PythonFinding Judge(IEnumerable<(string Input, string Output)> keys)
    {
        PythonCall call = PythonCall.Of(_bare, _concrete);
        if (call.Order is not { } saved)
            return NotCalled($"Python's tf.saved_model.load refuses the signature: {call.Obstacle}; servers do not");
        Dictionary<string, SignatureArgument> byForm = [];
        foreach (SignatureArgument input in _signature.Inputs)
            byForm.TryAdd(PythonNames.Sanitized(input.Name), input);
        List<SignatureArgument?> sent = [.. saved.Select(n => byForm.GetValueOrDefault(PythonNames.Sanitized(n)))];
        if (sent.Count != _signature.Inputs.Count || sent.Contains(null))
            return NotCalled(
                $"Python's tf.saved_model.load knows the signature with other inputs than servers do: {string.Join(", ", saved.Select(n => $"'{n}'"))}");
        if (_function.Signature.InputArg.Count != sent.Count + _concrete.BoundInputs.Count)
            return NotCalled("the function that Python calls takes another number of arguments");
        return Mistaken(sent!, keys) ?? Mistyped(sent!)
            ?? new PythonFinding(PythonCallKind.Agrees, "Python's tf.saved_model.load hands each input over as what it is: read from its objects, not run");
    }

    /// <summary>Inputs that arrive as others; null if none does.</summary>
    private PythonFinding? Mistaken(List<SignatureArgument> sent, IEnumerable<(string Input, string Output)> keys)
    {
        string[] expected = Expected(sent);
        var mistakes = new List<string>();
        for (int i = 0; i < sent.Count; i++)
        {
            if (PythonNames.Sanitized(expected[i]) != PythonNames.Sanitized(sent[i].Name))
                mistakes.Add($"'{sent[i].Name}' arrives as '{expected[i]}'");
        }
        if (mistakes.Count == 0)
            mistakes.AddRange(keys.Select(k => (Key: k, Argument: Returned(k.Output))).Where(r => r.Argument is { } a && Name(sent, a) != r.Key.Input)
                .Select(r => $"'{r.Key.Output}' comes back as what was sent as '{Name(sent, r.Argument!.Value)}'"));
        if (mistakes.Count == 0)
            return null;
        string more = mistakes.Count > MaxListed ? $" and {mistakes.Count - MaxListed} more" : "";
        string how = Mistyped(sent) is null ? "in silence, since their types agree" : "with an error, since their types differ";
        return new PythonFinding(
            PythonCallKind.Mistakes,
            $"called from Python, {string.Join(", ", mistakes.Take(MaxListed))}{more}, {how}: "
                + "tf.saved_model.load orders inputs by a form of their names of its own");
    }

    /// <summary>What each argument of the function was traced as; what the list of the arguments says where that is not known.</summary>
    private string[] Expected(List<SignatureArgument> sent)
    {
        HashSet<string> inputs = new(sent.Select(s => PythonNames.Sanitized(s.Name)), StringComparer.Ordinal);
        string[] traced = [.. Enumerable.Range(0, sent.Count).Select(Traced)];
        if (Names(traced))
            return traced;
        string[] listed = [.. _bare.ArgumentKeywords];
        return Names(listed) ? listed : [.. sent.Select(s => s.Name)];

        bool Names(string[] names) => names.Length == inputs.Count && inputs.SetEquals(names.Select(PythonNames.Sanitized));
    }

    private string Traced(int argument) =>
        _function.ArgAttr.TryGetValue((uint)argument, out FunctionDef.Types.ArgAttrs? attributes) && attributes.Attr.TryGetValue(UserName, out AttrValue? name)
            ? name.S?.ToStringUtf8() ?? ""
            : "";

    /// <summary>The argument that comes back untouched as an output; null if none does.</summary>
    private int? Returned(string output)
    {
        List<StructuredLeaf> leaves = StructureReader.Leaves(_concrete.OutputSignature, "").FindAll(l => l.Tensor is not null);
        int result = leaves.FindIndex(l => string.Join('/', l.Keys) == output);
        return result < 0 ? null : _walk.Argument(_function.Signature.Name, result);
    }

    private static string Name(List<SignatureArgument> sent, int argument) => argument < sent.Count ? sent[argument].Name : "";

    private PythonFinding? Mistyped(List<SignatureArgument> sent)
    {
        for (int i = 0; i < sent.Count; i++)
        {
            if (_function.Signature.InputArg[i].Type != sent[i].Type)
                return NotCalled(
                    $"the function that Python calls takes {_function.Signature.InputArg[i].Type.Name()} for '{sent[i].Name}', which is {sent[i].Type.Name()}");
        }
        return null;
    }

    private static PythonFinding NotCalled(string why) => new(PythonCallKind.NotCalled, why);
}
