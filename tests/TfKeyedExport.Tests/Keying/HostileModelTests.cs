using CsCheck;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

public class HostileModelTests
{
    private static readonly MetaGraphDef[] Models =
    [
        .. new[] { "single_tensor_module_nosig", "babyweight_module_nosig", "counter", "signature_defaults", "mutable_table", "has_key_input" }
            .Select(name => ModelPlans.Load(name).MetaGraphs[0].Proto),
    ];

    private static readonly Gen<MetaGraphDef> AnyModel = Gen.Int[0, Models.Length - 1].Select(i => Models[i]);

    [Fact]
    public void Damaged_bytes_give_an_error_or_a_plan_but_never_a_crash() =>
        Gen.Select(AnyModel, Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte).Array[1, 8]).Sample((model, damage) =>
        {
            byte[] bytes = model.ToByteArray();
            foreach ((int position, byte value) in damage)
                bytes[position % bytes.Length] = value;
            MetaGraphDef damaged;
            try
            {
                damaged = MetaGraphDef.Parser.ParseFrom(bytes);
            }
            catch (InvalidProtocolBufferException)
            {
                return;
            }
            PlanEverything(damaged);
        }, iter: 1_000);

    [Fact]
    public void Wrong_references_give_an_error_or_a_plan_but_never_a_crash() =>
        Gen.Select(AnyModel, Gen.Select(Gen.Int[0, 13], Gen.Int[0, 1_000], Gen.Int[-2, 200]).Array[1, 6]).Sample((model, changes) =>
        {
            MetaGraphDef changed = model.Clone();
            foreach ((int kind, int which, int value) in changes)
                Change(changed, kind, which, value);
            PlanEverything(changed);
        }, iter: 2_000);

    [Fact]
    public void Objects_in_a_circle_are_walked_once()
    {
        MetaGraphDef model = Models[0].Clone();
        foreach (SavedObject node in model.ObjectGraphDef.Nodes)
        {
            node.Children.Insert(0, new ObjectReference { LocalName = "again", NodeId = 0 });
            node.Children.Insert(0, new ObjectReference { LocalName = "self", NodeId = 3 });
        }
        PlanEverything(model);
        Assert.NotNull(ModelFunctions.Find(Model(model).MetaGraphs[0], "again/again/__call__"));
    }

    [Fact]
    public void Functions_that_call_themselves_pass_nothing_through()
    {
        MetaGraphDef model = Models[5].Clone();
        for (int i = 0; i < model.GraphDef.Library.Function.Count; i++)
        {
            FunctionDef function = FunctionDef.Parser.ParseFrom(model.GraphDef.Library.Function[i]);
            foreach (NodeDef node in function.NodeDef.Where(n => n.Attr.ContainsKey("f")))
                node.Attr["f"].Func.Name = function.Signature.Name;
            model.GraphDef.Library.Function[i] = function.ToByteString();
        }
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(Model(model)));
        Assert.Contains("means something else", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absurd_nesting_of_values_is_an_error()
    {
        MetaGraphDef model = Models[0].Clone();
        var value = new StructuredValue { NoneValue = new NoneValue() };
        for (int i = 0; i < 5_000; i++)
            value = new StructuredValue { ListValue = new ListValue { Values = { value } } };
        model.ObjectGraphDef.ConcreteFunctions["__inference___call___492"].OutputSignature = value;
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(Model(model)));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    private static SavedModel Model(MetaGraphDef metaGraph) => new("nowhere", new SavedModelProto { MetaGraphs = { metaGraph } });

    /// <summary>Plans and applies in every way that reads another part; only errors for users may come out.</summary>
    private static void PlanEverything(MetaGraphDef metaGraph)
    {
        SavedModel model = Model(metaGraph);
        foreach (string? from in (string?[])[null, "serving_default", "function:__call__", "function:f", "function:t/_create_resource"])
        {
            try
            {
                SavedModel keyed = KeyingPlan.For(model, new() { From = from, KeepAs = from == "serving_default" ? "old" : null }).Apply();
                KeyPaths.Find(keyed.MetaGraphs[0], keyed.MetaGraphs[0].Signature("serving_default")!);
            }
            catch (TfKeyedException)
            {
            }
        }
    }

    private static void Change(MetaGraphDef model, int kind, int which, int value)
    {
        SavedObjectGraph objects = model.ObjectGraphDef;
        SavedObject one = objects.Nodes[which % objects.Nodes.Count];
        string name = objects.ConcreteFunctions.Keys.ElementAt(which % objects.ConcreteFunctions.Count);
        SavedConcreteFunction function = objects.ConcreteFunctions[name];
        switch (kind)
        {
            case 0 when one.Children.Count > 0:
                one.Children[which % one.Children.Count].NodeId = value;
                break;
            case 1 when function.BoundInputs.Count > 0:
                function.BoundInputs[which % function.BoundInputs.Count] = value;
                break;
            case 2:
                function.BoundInputs.Add(value);
                break;
            case 3:
                objects.ConcreteFunctions.Remove(name);
                break;
            case 4:
                function.CanonicalizedInputSignature = null;
                break;
            case 5:
                function.OutputSignature = null;
                break;
            case 6:
                model.GraphDef.Library.Function.RemoveAt(which % model.GraphDef.Library.Function.Count);
                break;
            case 7:
                model.GraphDef.Node.RemoveAt(which % model.GraphDef.Node.Count);
                break;
            case 8 when one.Constant is not null:
                one.Constant.Operation = "nowhere:" + value;
                break;
            case 9 when one.BareConcreteFunction is { ArgumentKeywords.Count: > 0 } bare:
                bare.ArgumentKeywords[0] = bare.ArgumentKeywords[^1];
                break;
            case 10:
                objects.Nodes.RemoveAt(which % objects.Nodes.Count);
                break;
            case 11:
                model.GraphDef.Node[which % model.GraphDef.Node.Count] = new NodeDef
                {
                    Name = "n" + value,
                    Op = "StatefulPartitionedCall",
                    Attr = { ["f"] = new AttrValue { Func = new NameAttrList { Name = name } } },
                }.ToByteString();
                break;
            case 12:
                model.GraphDef.Library.Function[which % model.GraphDef.Library.Function.Count] = new FunctionDef
                {
                    Signature = new OpDef { Name = name },
                }.ToByteString();
                break;
            case 13:
                objects.Nodes[which % objects.Nodes.Count] = new SavedObject { Asset = new SavedAsset { AssetFileDefIndex = value } };
                break;
        }
        if (objects.Nodes.Count == 0)
            objects.Nodes.Add(new SavedObject());
        if (objects.ConcreteFunctions.Count == 0)
            objects.ConcreteFunctions["f"] = new SavedConcreteFunction();
    }
}
