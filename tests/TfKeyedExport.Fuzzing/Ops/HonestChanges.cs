using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Changes that keep all types and arities as declared: other values, other shapes, other attributes, constants for inputs.</summary>
internal static class HonestChanges
{
    public static void Apply(FuzzRandom random, GraphDraft draft)
    {
        switch (random.Below(8))
        {
            case 0 or 1 or 2:
                ChangeTensor(random, draft, t => HostileTensors.Changed(random, t), "values");
                break;
            case 3 or 4:
                ChangeTensor(random, draft, t => HostileTensors.Of(random, t.Type, HostileTensors.Near(random, t.Shape.Dimensions)) ?? t, "shape");
                break;
            case 5:
                Fold(random, draft);
                break;
            default:
                ChangeAttribute(random, draft);
                break;
        }
    }

    private static void ChangeTensor(FuzzRandom random, GraphDraft draft, Func<Tensor, Tensor> change, string what)
    {
        NodeDef[] constants = [.. draft.Nodes.Where(n => n.Op == "Const" && n.Attr.ContainsKey("value"))];
        int choice = random.Below(draft.Inputs.Count + constants.Length);
        if (choice < draft.Inputs.Count)
        {
            string name = draft.Inputs.Keys.Order(StringComparer.Ordinal).ElementAt(choice);
            draft.Inputs[name] = change(draft.Inputs[name]);
            draft.Changes.Add($"{what} of {name}");
        }
        else if (choice - draft.Inputs.Count < constants.Length)
        {
            NodeDef constant = constants[choice - draft.Inputs.Count];
            constant.Attr["value"] = new AttrValue { Tensor = change(constant.Attr["value"].Tensor.ToTensor("here")).ToProto() };
            draft.Changes.Add($"{what} of {constant.Name}");
        }
    }

    /// <summary>Makes an input a constant of the graph.</summary>
    private static void Fold(FuzzRandom random, GraphDraft draft)
    {
        if (draft.Inputs.Count == 0)
            return;
        string name = random.Pick([.. draft.Inputs.Keys.Order(StringComparer.Ordinal)]);
        int index = draft.Nodes.FindIndex(n => n.Name == name);
        if (index < 0)
            return;
        draft.Nodes.RemoveAt(index);
        draft.Call.Inputs.Remove(name);
        draft.AddConstant(name, draft.Inputs[name]);
        draft.Inputs.Remove(name);
        draft.Changes.Add($"{name} is a constant");
    }

    private static void ChangeAttribute(FuzzRandom random, GraphDraft draft)
    {
        NodeDef node = random.Pick(draft.Nodes);
        if (TensorFlowDeclarations.Find(node.Op) is not { } declaration)
            return;
        HashSet<string> counts = [.. declaration.InputArg.Concat(declaration.OutputArg).Select(a => a.NumberAttr)];
        OpDef.Types.AttrDef[] free =
            [.. declaration.Attr.Where(a => !counts.Contains(a.Name) && a.Type is not ("type" or "list(type)" or "tensor" or "func" or "list(func)"))];
        if (free.Length == 0)
            return;
        OpDef.Types.AttrDef attribute = random.Pick(free);
        if (AttributeValues.Of(random, attribute, null) is { } value)
        {
            node.Attr[attribute.Name] = value;
            draft.Changes.Add($"{attribute.Name} of {node.Name}");
        }
    }
}
