using Google.Protobuf;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Text;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Writes the function that Python's loader finds as a signature: it calls the source's function and passes the keys through.</summary>
internal static class WrapperFunction
{
    private const string UserName = "_user_specified_name";

    /// <summary>Plans the function.</summary>
    /// <param name="name">Its name, which nothing in the library has.</param>
    /// <param name="target">The function to call.</param>
    /// <param name="draft">The signature's names and keys.</param>
    public static PlannedFunction Plan(string name, CallTarget target, SignatureDraft draft)
    {
        var names = new UniqueNames();
        List<SignatureArgument> arguments = [.. Arguments(target, draft)];
        Dictionary<string, string> bodyNames = arguments.ToDictionary(a => a.Name, a => names.Take(LegalNames.Argument(a.Name)), StringComparer.Ordinal);

        var function = new FunctionDef
        {
            Signature = new OpDef { Name = name, IsStateful = true, ControlOutput = { NodeDefs.CallOp } },
            ControlRet = { [NodeDefs.CallOp] = NodeDefs.CallOp },
        };
        AddArguments(function, arguments, bodyNames);
        string[] captures = AddCaptures(function, target, arguments.Count, names);
        List<string> callInputs = [.. target.Inputs.Select(i => bodyNames[draft.Inputs[i.Name]]), .. captures];
        function.NodeDef.Add(NodeDefs.Call(NodeDefs.CallOp, target.Function, callInputs, target.Outputs.Select(o => o.Shape)));
        List<SignatureArgument> results = AddResults(function, target, draft, bodyNames);

        var concrete = new SavedConcreteFunction
        {
            CanonicalizedInputSignature = PythonValues.KeywordArguments(arguments),
            OutputSignature = PythonValues.Dictionary(results),
        };
        concrete.BoundInputs.AddRange(target.Captures);
        return new PlannedFunction(
            name, target.Function.Signature.Name, [.. arguments.Select(a => a.Name)], [.. results.Select(r => r.Name)])
        {
            Proto = function,
            Concrete = concrete,
        };
    }

    /// <summary>
    /// The signature's inputs and keys, sorted by name: the order in which Python flattens a dictionary of them, which matters
    /// when it saves the signature again. <see cref="PythonValues.SignatureFunction"/> sees to it that calls keep it.
    /// </summary>
    private static IEnumerable<SignatureArgument> Arguments(CallTarget target, SignatureDraft draft) => target.Inputs
        .Select(i => i with { Name = draft.Inputs[i.Name] })
        .Concat(draft.PythonKeys)
        .OrderBy(a => a.Name, CodePointOrder.Instance);

    private static void AddArguments(FunctionDef function, List<SignatureArgument> arguments, Dictionary<string, string> bodyNames)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            SignatureArgument declared = arguments[i];
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = bodyNames[declared.Name], Type = declared.Type });
            function.ArgAttr[(uint)i] = new FunctionDef.Types.ArgAttrs
            {
                Attr =
                {
                    [NodeDefs.OutputShapes] = NodeDefs.Shapes([declared.Shape]),
                    [UserName] = new AttrValue { S = ByteString.CopyFromUtf8(declared.Name) },
                },
            };
        }
    }

    /// <summary>Appends the captures as the called function declares them: what is known of variables behind their handles comes along.</summary>
    private static string[] AddCaptures(FunctionDef function, CallTarget target, int first, UniqueNames names)
    {
        FunctionDef called = target.Function;
        var added = new string[target.Captures.Count];
        for (int i = 0; i < added.Length; i++)
        {
            OpDef.Types.ArgDef capture = called.Signature.InputArg[target.Inputs.Count + i].Clone();
            added[i] = capture.Name = names.Take("capture_" + LegalNames.Argument(capture.Name));
            function.Signature.InputArg.Add(capture);
            if (called.ArgAttr.TryGetValue((uint)(target.Inputs.Count + i), out FunctionDef.Types.ArgAttrs? attributes))
                function.ArgAttr[(uint)(first + i)] = attributes;
        }
        return added;
    }

    private static List<SignatureArgument> AddResults(
        FunctionDef function, CallTarget target, SignatureDraft draft, Dictionary<string, string> bodyNames)
    {
        var results = new List<(SignatureArgument Declared, string Tensor)>();
        for (int i = 0; i < target.Outputs.Count; i++)
            results.Add((target.Outputs[i] with { Name = draft.Outputs[target.Outputs[i].Name] }, $"{NodeDefs.CallOp}:output:{i}"));
        foreach (SignatureArgument key in draft.PythonKeys)
            results.Add((key, bodyNames[key.Name]));
        results.Sort((a, b) => CodePointOrder.Instance.Compare(a.Declared.Name, b.Declared.Name));
        for (int i = 0; i < results.Count; i++)
        {
            (SignatureArgument declared, string tensor) = results[i];
            string suffix = i == 0 ? "" : $"_{i}";
            function.NodeDef.Add(NodeDefs.Identity("Identity" + suffix, tensor, declared.Type));
            function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "identity" + suffix, Type = declared.Type });
            function.Ret["identity" + suffix] = $"Identity{suffix}:output:0";
        }
        return [.. results.Select(r => r.Declared)];
    }
}
