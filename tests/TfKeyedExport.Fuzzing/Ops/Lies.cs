using Google.Protobuf;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Changes that make a model promise what it does not keep: types, arities, numbers of results, which function, which declaration.</summary>
internal static class Lies
{
    private static readonly Action<FuzzRandom, GraphDraft>[] All =
    [
        TypeAttribute, TypeAttribute, TypeAttribute, TypeList, Count, Arity, Rewire, Rewire, Placeholder, SignatureType, SignatureType, ConstantType,
        ConstantType, ConstantContent, Operation, MissingAttribute, OtherKindOfAttribute, Function, Function, FunctionBody, Redeclare, Output, Cycle, Control,
        SameName, Shape, Between, Called,
    ];

    private static readonly string[] OwnOperations =
        [
            "_Parameter", "_Constant", "_Dense", "_Elementwise", "_Recurrence", "_Size", "_SizeVector", "_Moments", "_MultiHot", "_MaskedLookup",
            "_Convolution", "_ReadReference", "_Arg", "_Retval", "NoSuchOperation",
        ];

    public static void Apply(FuzzRandom random, GraphDraft draft) => random.Pick(All)(random, draft);

    private static DataType AnyType(FuzzRandom random) =>
        random.OneIn(8) ? (DataType)(random.OneIn(4) ? (int)HostileTensors.Integer(random) : random.Below(140))
            : random.OneIn(6) ? random.Pick(DataType.Resource, DataType.Variant)
            : random.Pick(HostileTensors.Types);

    private static void Told(GraphDraft draft, string what) => draft.Changes.Add(what);

    private static void TypeAttribute(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        Lie(random, node, draft);
    }

    private static void Lie(FuzzRandom random, NodeDef node, GraphDraft draft)
    {
        string[] types = [.. node.Attr.Where(a => a.Value.ValueCase == AttrValue.ValueOneofCase.Type).Select(a => a.Key).Order(StringComparer.Ordinal)];
        if (types.Length == 0 && TensorFlowDeclarations.Find(node.Op) is { } declaration)
            types = [.. declaration.Attr.Where(a => a.Type == "type").Select(a => a.Name)];
        if (types.Length == 0)
            return;
        string name = random.Pick(types);
        node.Attr[name] = new AttrValue { Type = AnyType(random) };
        Told(draft, $"{name}={node.Attr[name].Type.Name()} of {node.Name}");
    }

    private static void TypeList(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] nodes = [.. draft.Nodes.Where(n => n.Attr.Values.Any(a => a.List?.Type.Count > 0))];
        if (nodes.Length == 0)
        {
            TypeAttribute(random, draft);
            return;
        }
        NodeDef node = random.Pick(nodes);
        (string name, AttrValue value) = node.Attr.OrderBy(a => a.Key, StringComparer.Ordinal).First(a => a.Value.List?.Type.Count > 0);
        switch (random.Below(3))
        {
            case 0:
                value.List.Type.RemoveAt(random.Below(value.List.Type.Count));
                break;
            case 1:
                value.List.Type.Insert(random.Below(value.List.Type.Count + 1), AnyType(random));
                break;
            default:
                value.List.Type[random.Below(value.List.Type.Count)] = AnyType(random);
                break;
        }
        Told(draft, $"{name} of {node.Name}");
    }

    private static void Count(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        if (TensorFlowDeclarations.Find(node.Op) is not { } declaration)
            return;
        string[] counts = [.. declaration.InputArg.Concat(declaration.OutputArg).Select(a => a.NumberAttr).Where(n => n.Length > 0)];
        if (counts.Length == 0)
        {
            Arity(random, draft);
            return;
        }
        string name = random.Pick(counts);
        node.Attr[name] = new AttrValue { I = random.OneIn(2) ? random.Below(6) : HostileTensors.Integer(random) };
        Told(draft, $"{name}={node.Attr[name].I} of {node.Name}");
    }

    private static void Arity(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick([.. draft.Nodes.Where(n => n.Input.Count > 0).DefaultIfEmpty(draft.Nodes[0])]);
        if (node.Input.Count > 0 && random.OneIn(2))
            node.Input.RemoveAt(random.Below(node.Input.Count));
        else
            node.Input.Insert(random.Below(node.Input.Count + 1), Any(random, draft));
        Told(draft, $"inputs of {node.Name}");
    }

    private static void Rewire(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] nodes = [.. draft.Nodes.Where(n => n.Input.Count > 0)];
        if (nodes.Length == 0)
            return;
        NodeDef node = random.Pick(nodes);
        int input = random.Below(node.Input.Count);
        node.Input[input] = random.OneIn(4) ? Extra(random, draft) : Any(random, draft);
        Told(draft, $"input {input} of {node.Name} is {node.Input[input]}");
    }

    private static void Placeholder(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] placeholders = [.. draft.Nodes.Where(n => n.Op == "Placeholder")];
        if (placeholders.Length > 0)
            Lie(random, random.Pick(placeholders), draft);
    }

    private static void SignatureType(FuzzRandom random, GraphDraft draft)
    {
        TensorInfo[] infos = [.. draft.Call.Inputs.Concat(draft.Call.Outputs).OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => i.Value)];
        if (infos.Length == 0)
            return;
        TensorInfo info = random.Pick(infos);
        info.Dtype = AnyType(random);
        if (random.OneIn(4))
            info.TensorShape = AttributeValues.Shape(random);
        Told(draft, $"signature's {info.Name} is {info.Dtype.Name()}");
    }

    private static NodeDef? Constant(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] constants = [.. draft.Nodes
            .Concat(draft.Functions.SelectMany(f => f.NodeDef))
            .Where(n => n.Op == "Const" && n.Attr.TryGetValue("value", out AttrValue? v) && v.Tensor is not null)];
        if (constants.Length > 0)
            return random.Pick(constants);
        if (draft.Inputs.Count == 0)
            return null;
        // An input becomes the constant that lies.
        string name = random.Pick([.. draft.Inputs.Keys.Order(StringComparer.Ordinal)]);
        int index = draft.Nodes.FindIndex(n => n.Name == name);
        if (index < 0)
            return null;
        draft.Nodes.RemoveAt(index);
        draft.Call.Inputs.Remove(name);
        draft.AddConstant(name, draft.Inputs[name]);
        draft.Inputs.Remove(name);
        return draft.Nodes[^1];
    }

    private static void ConstantType(FuzzRandom random, GraphDraft draft)
    {
        if (Constant(random, draft) is not { } node)
            return;
        if (random.OneIn(2))
            node.Attr["dtype"] = new AttrValue { Type = AnyType(random) };
        else
            node.Attr["value"].Tensor.Dtype = AnyType(random);
        Told(draft, $"type of constant {node.Name}");
    }

    private static void ConstantContent(FuzzRandom random, GraphDraft draft)
    {
        if (Constant(random, draft) is not { } node)
            return;
        TensorProto tensor = node.Attr["value"].Tensor;
        switch (random.Below(4))
        {
            case 0:
                byte[] content = tensor.TensorContent.ToByteArray();
                tensor.TensorContent = ByteString.CopyFrom(content.AsSpan(0, random.Below(content.Length + 1)));
                break;
            case 1:
                tensor.TensorShape = AttributeValues.Shape(random);
                break;
            case 2:
                tensor.TensorContent = ByteString.Empty;
                tensor.FloatVal.Add((float)HostileTensors.Float(random));
                tensor.IntVal.Add((int)HostileTensors.Integer(random));
                break;
            default:
                tensor.TensorContent = ByteString.CopyFrom(HostileTensors.Text(random));
                break;
        }
        Told(draft, $"content of constant {node.Name}");
    }

    private static void Operation(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        node.Op = random.OneIn(4) ? random.Pick(OwnOperations) : random.Pick(DeclaredCases.Operations);
        Told(draft, $"{node.Name} is {node.Op}");
    }

    private static void MissingAttribute(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        if (node.Attr.Count == 0)
            return;
        string name = random.Pick([.. node.Attr.Keys.Order(StringComparer.Ordinal)]);
        node.Attr.Remove(name);
        Told(draft, $"no {name} of {node.Name}");
    }

    private static void OtherKindOfAttribute(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        if (node.Attr.Count == 0)
            return;
        string name = random.Pick([.. node.Attr.Keys.Order(StringComparer.Ordinal)]);
        node.Attr[name] = AttributeValues.Of(
            random,
            new OpDef.Types.AttrDef { Type = random.Pick("type", "int", "float", "bool", "string", "shape", "list(type)", "list(int)", "list(shape)") }, null)!;
        Told(draft, $"{name} of {node.Name} is a {node.Attr[name].ValueCase}");
    }

    private static void Function(FuzzRandom random, GraphDraft draft)
    {
        if (draft.Functions.Count == 0)
        {
            Wrap(random, draft);
            return;
        }
        FunctionDef function = random.Pick(draft.Functions);
        Google.Protobuf.Collections.RepeatedField<OpDef.Types.ArgDef> arguments = random.OneIn(2) ? function.Signature.InputArg : function.Signature.OutputArg;
        switch (random.Below(5))
        {
            case 0 when arguments.Count > 0:
                arguments.RemoveAt(random.Below(arguments.Count));
                break;
            case 1:
                arguments.Add(new OpDef.Types.ArgDef { Name = "more", Type = AnyType(random) });
                break;
            case 2 when function.Ret.Count > 0:
                string result = random.Pick([.. function.Ret.Keys.Order(StringComparer.Ordinal)]);
                function.Ret[result] = random.Pick(
                    [.. function.Signature.InputArg.Select(a => a.Name), .. function.NodeDef.Select(n => $"{n.Name}:z:0"), "missing:z:0", "x0:1", ""]);
                break;
            default:
                if (arguments.Count > 0)
                    random.Pick(arguments).Type = AnyType(random);
                break;
        }
        Told(draft, $"signature of function {function.Signature.Name}");
    }

    private static void FunctionBody(FuzzRandom random, GraphDraft draft)
    {
        FunctionDef[] functions = [.. draft.Functions.Where(f => f.NodeDef.Count > 0)];
        if (functions.Length == 0)
        {
            Wrap(random, draft);
            return;
        }
        FunctionDef function = random.Pick(functions);
        NodeDef node = random.Pick(function.NodeDef);
        switch (random.Below(4))
        {
            case 0 when node.Input.Count > 0:
                node.Input[random.Below(node.Input.Count)] = random.Pick(
                    [.. function.Signature.InputArg.Select(a => a.Name), .. function.NodeDef.Select(n => $"{n.Name}:z:0"), "missing:z:0", "x0:7", "^x0"]);
                break;
            case 1 when node.Input.Count > 0:
                node.Input.RemoveAt(random.Below(node.Input.Count));
                break;
            case 2:
                node.Op = random.OneIn(4) ? random.Pick(OwnOperations) : random.Pick(DeclaredCases.Operations);
                break;
            default:
                Lie(random, node, draft);
                break;
        }
        Told(draft, $"{node.Name} in function {function.Signature.Name}");
    }

    /// <summary>Calls the whole graph's last operation through a function, with types that need not be its own.</summary>
    private static void Wrap(FuzzRandom random, GraphDraft draft)
    {
        int index = draft.Nodes.FindIndex(n => n.Name == "op");
        if (index < 0 || DeclaredTypes.Inputs(draft.Nodes[index]) is not { } inputs || DeclaredTypes.Outputs(draft.Nodes[index]) is not { } outputs)
            return;
        NodeDef body = draft.Nodes[index].Clone();
        DataType[] given = [.. inputs.SelectMany(i => i.Types)];
        if (body.Input.Count != given.Length || body.Input.Any(i => i.StartsWith('^')))
            return;
        var function = new FunctionDef { Signature = new OpDef { Name = "wrapped" } };
        var call = new NodeDef
        {
            Name = "op",
            Op = random.OneIn(2) ? "PartitionedCall" : "StatefulPartitionedCall",
            Attr = { ["f"] = new AttrValue { Func = new NameAttrList { Name = "wrapped" } } },
        };
        var argumentTypes = new AttrValue.Types.ListValue();
        var resultTypes = new AttrValue.Types.ListValue();
        for (int i = 0; i < given.Length; i++)
        {
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = $"x{i}", Type = random.OneIn(6) ? AnyType(random) : given[i] });
            argumentTypes.Type.Add(random.OneIn(6) ? AnyType(random) : given[i]);
            call.Input.Add(body.Input[i]);
            body.Input[i] = $"x{i}";
        }
        int number = 0;
        foreach (DeclaredTypes.Argument output in outputs)
        {
            for (int i = 0; i < output.Types.Count; i++, number++)
            {
                function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = $"y{number}", Type = random.OneIn(6) ? AnyType(random) : output.Types[i] });
                resultTypes.Type.Add(random.OneIn(6) ? AnyType(random) : output.Types[i]);
                function.Ret[$"y{number}"] = $"op:{output.Name}:{i}";
            }
        }
        function.NodeDef.Add(body);
        call.Attr["Tin"] = new AttrValue { List = argumentTypes };
        call.Attr["Tout"] = new AttrValue { List = resultTypes };
        draft.Nodes[index] = call;
        draft.Functions.Add(function);
        Told(draft, "op in a function");
    }

    private static void Redeclare(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        OpDef declaration = TensorFlowDeclarations.Find(node.Op)?.Clone() ?? new OpDef { Name = node.Op };
        switch (random.Below(4))
        {
            case 0:
                foreach (OpDef.Types.ArgDef output in declaration.OutputArg)
                {
                    output.TypeAttr = "";
                    output.Type = AnyType(random);
                }
                break;
            case 1:
                foreach (OpDef.Types.ArgDef input in declaration.InputArg)
                {
                    input.TypeAttr = "";
                    input.Type = AnyType(random);
                }
                break;
            case 2:
                declaration.OutputArg.Add(new OpDef.Types.ArgDef { Name = "more", Type = AnyType(random) });
                break;
            default:
                declaration.Name = node.Op = random.Pick(OwnOperations);
                break;
        }
        draft.Declarations.Add(declaration);
        Told(draft, $"{declaration.Name} is declared anew");
    }

    private static void Output(FuzzRandom random, GraphDraft draft)
    {
        TensorInfo[] infos = [.. draft.Call.Inputs.Concat(draft.Call.Outputs).OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => i.Value)];
        if (infos.Length == 0)
            return;
        TensorInfo info = random.Pick(infos);
        info.Name = random.OneIn(3) ? random.Pick("op:99", "op:-1", "op:4294967296", "missing:0", "", ":", "^op", "op:0:0") : Any(random, draft);
        Told(draft, $"the signature asks for {info.Name}");
    }

    private static void Cycle(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick([.. draft.Nodes.Where(n => n.Input.Count > 0).DefaultIfEmpty(draft.Nodes[0])]);
        NodeDef first = random.OneIn(2) ? node : random.Pick(draft.Nodes);
        if (first.Input.Count > 0 && random.OneIn(2))
            first.Input[0] = node.Name;
        else
            first.Input.Add(random.OneIn(2) ? node.Name : $"^{node.Name}");
        Told(draft, $"{first.Name} after {node.Name}");
    }

    private static void Control(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        node.Input.Add(random.OneIn(3) ? "^missing" : $"^{random.Pick(draft.Nodes).Name}");
        Told(draft, $"{node.Name} waits for {node.Input[^1]}");
    }

    private static void SameName(FuzzRandom random, GraphDraft draft)
    {
        if (random.OneIn(2))
        {
            NodeDef twin = random.Pick(draft.Nodes).Clone();
            Lie(random, twin, draft);
            draft.Nodes.Insert(random.Below(draft.Nodes.Count + 1), twin);
            Told(draft, $"two nodes {twin.Name}");
        }
        else if (draft.Call.Inputs.Count > 0)
        {
            TensorInfo twin = draft.Call.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal).First().Value.Clone();
            draft.Call.Inputs["twin"] = twin;
            Told(draft, $"two inputs on {twin.Name}");
        }
    }

    private static void Shape(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] nodes = [.. draft.Nodes.Where(n => n.Attr.Values.Any(a => a.ValueCase == AttrValue.ValueOneofCase.Shape))];
        if (nodes.Length > 0)
        {
            NodeDef node = random.Pick(nodes);
            string name = node.Attr.Where(a => a.Value.ValueCase == AttrValue.ValueOneofCase.Shape).Select(a => a.Key).Order(StringComparer.Ordinal).First();
            node.Attr[name] = new AttrValue { Shape = AttributeValues.Shape(random) };
            Told(draft, $"{name} of {node.Name}");
        }
        else if (draft.Call.Inputs.Count > 0)
        {
            draft.Call.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal).First().Value.TensorShape = AttributeValues.Shape(random);
            Told(draft, "shape of the signature's first input");
        }
    }

    /// <summary>Puts a node that says another type between two others.</summary>
    private static void Between(FuzzRandom random, GraphDraft draft)
    {
        NodeDef[] nodes = [.. draft.Nodes.Where(n => n.Input.Count > 0)];
        if (nodes.Length == 0)
            return;
        NodeDef node = random.Pick(nodes);
        int input = random.Below(node.Input.Count);
        string name = $"between{draft.Nodes.Count}";
        draft.Nodes.Insert(
            0,
            new NodeDef
            {
                Name = name,
                Op = random.Pick("Identity", "StopGradient", "Snapshot", "Neg", "AddN"),
                Input = { node.Input[input].TrimStart('^') },
                Attr = { ["T"] = new AttrValue { Type = AnyType(random) }, ["N"] = new AttrValue { I = 1 } },
            });
        node.Input[input] = name;
        Told(draft, $"{draft.Nodes[0].Op} of {draft.Nodes[0].Attr["T"].Type.Name()} before {node.Name}");
    }

    private static void Called(FuzzRandom random, GraphDraft draft)
    {
        NameAttrList[] calls = [.. draft.Nodes.SelectMany(
            n => n.Attr.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Func is { } one ? [one] : a.Value.List?.Func.ToArray() ?? []))];
        if (calls.Length == 0)
        {
            Wrap(random, draft);
            return;
        }
        random.Pick(calls).Name = random.Pick([.. draft.Functions.Select(f => f.Signature.Name), "missing", ""]);
        Told(draft, "another function is called");
    }

    /// <summary>A tensor of the graph.</summary>
    private static string Any(FuzzRandom random, GraphDraft draft) => $"{random.Pick(draft.Nodes).Name}{(random.OneIn(4) ? $":{random.Below(4)}" : "")}";

    /// <summary>A holder of another kind, or a constant of another type, as a new node.</summary>
    private static string Extra(FuzzRandom random, GraphDraft draft)
    {
        string name = $"extra{draft.Nodes.Count}";
        if (random.OneIn(2))
            draft.Nodes.InsertRange(0, Holders.Make(random, name, random.Pick(DataType.Resource, DataType.Variant)));
        else
            draft.AddConstant(name, HostileTensors.Of(random, random.Pick(HostileTensors.Types), HostileTensors.Shape(random))!);
        return name;
    }
}
