using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Cases made of nothing but an operation's declaration: attributes, types and arity as declared, shapes and values at random.</summary>
internal static class DeclaredCases
{
    /// <summary>The operations that are made this way: all that the engine has and TensorFlow declares, without those that call functions.</summary>
    public static IReadOnlyList<string> Operations { get; } =
        [.. KernelCatalog.Default.Registrations
            .Select(r => r.Operation.Name)
            .Where(op => TensorFlowDeclarations.Find(op) is { } d && !d.Attr.Any(a => a.Type.Contains("func", StringComparison.Ordinal)))];

    public static GraphDraft Make(FuzzRandom random, string op)
    {
        OpDef declaration = TensorFlowDeclarations.Find(op)!;
        KernelRegistration? registration = KernelCatalog.Find(op);
        var draft = new GraphDraft();
        var node = new NodeDef { Name = "op", Op = op };
        HashSet<string> counts = [.. declaration.InputArg.Concat(declaration.OutputArg).Select(a => a.NumberAttr)];
        foreach (OpDef.Types.AttrDef attribute in declaration.Attr)
        {
            if (attribute.DefaultValue is not null && random.OneIn(2))
                continue;
            AttrValue? value = counts.Contains(attribute.Name)
                ? new AttrValue { I = random.OneIn(8) ? random.Below(9) : random.Between(1, 3) }
                : AttributeValues.Of(random, attribute, registration);
            if (value is not null)
                node.Attr[attribute.Name] = value;
        }
        long[] common = HostileTensors.Shape(random);
        int number = 0;
        foreach (DeclaredTypes.Argument argument in DeclaredTypes.Inputs(node) ?? [])
        {
            foreach (DataType type in argument.Types)
                node.Input.Add(Input(random, draft, $"i{number++:00}", argument.Name, type, common));
        }
        draft.Nodes.Add(node);
        int output = 0;
        foreach (DataType type in (DeclaredTypes.Outputs(node) ?? []).SelectMany(o => o.Types))
        {
            if (type is not (DataType.Resource or DataType.Variant))
                draft.Fetch($"op:{output}", type);
            output++;
        }
        if (draft.Call.Outputs.Count == 0)
        {
            draft.Nodes.Add(
                new NodeDef
                {
                    Name = "after",
                    Op = "Const",
                    Input = { "^op" },
                    Attr =
                    {
                        ["dtype"] = new AttrValue { Type = DataType.Int32 },
                        ["value"] = new AttrValue { Tensor = new TensorProto { Dtype = DataType.Int32, TensorShape = new TensorShapeProto(), IntVal = { 1 } } },
                    },
                });
            draft.Fetch("after:0", DataType.Int32);
        }
        return draft;
    }

    private static string Input(FuzzRandom random, GraphDraft draft, string name, string argument, DataType type, long[] common)
    {
        if (type is DataType.Resource or DataType.Variant)
        {
            draft.Nodes.AddRange(Holders.Make(random, name, type));
            return name;
        }
        Tensor value = HostileTensors.Of(random, type, Shape(random, argument, common)) ?? HostileTensors.Of(random, DataType.Float, common)!;
        if (random.OneIn(3))
            draft.AddConstant(name, value);
        else
            draft.AddInput(name, value);
        return name;
    }

    /// <summary>Shapes that often fit: what an argument is called says much about its rank.</summary>
    private static long[] Shape(FuzzRandom random, string argument, long[] common)
    {
        if (random.OneIn(8))
            return HostileTensors.Shape(random);
        long rank = common.Length;
        bool Named(params string[] words) => words.Any(w => argument.Contains(w, StringComparison.Ordinal));
        if (Named("axis", "dim", "num_", "depth", "size_", "limit", "start", "delta", "seed", "minimum", "maximum", "default", "alpha", "threshold", "alg"))
            return random.OneIn(3) ? [rank] : [];
        if (Named("shape", "begin", "end", "size", "strides", "perm", "multiples", "shift"))
            return random.OneIn(3) ? [random.Between(1, 4)] : [rank];
        if (Named("paddings", "crops"))
            return [rank, 2];
        if (Named("indices"))
            return random.Below(3) switch { 0 => [random.Between(0, 5)], 1 => [random.Between(0, 5), Math.Max(rank, 1)], _ => common };
        if (Named("ids", "splits", "values", "weights"))
            return random.OneIn(2) ? [random.Between(0, 6)] : common.AsSpan(0, Math.Min(common.Length, 1)).ToArray();
        return random.Below(6) switch
        {
            0 => [],
            1 => HostileTensors.Near(random, common),
            2 => [.. common.Skip(random.Below(common.Length + 1))],
            _ => common,
        };
    }
}
