using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using Xunit;

namespace TfKeyedExport.Tests.Functions;

public class TraceTests
{
    private static readonly StructuredValue True = new() { BoolValue = true };
    private static readonly StructuredValue False = new() { BoolValue = false };

    [Fact]
    public void Inference_is_preferred_to_training_and_a_dictionary_to_the_other_forms()
    {
        SavedModel model = Model(
            [List(Spec("a"), Spec("b")), False],
            [Dictionary(("a", Spec("a")), ("b", Spec("b"))), True],
            [Dictionary(("a", Spec("a")), ("b", Spec("b"))), False],
            [Tuple(Spec("a"), Spec("b")), False]);
        Assert.Equal("function:__call__:2", Chosen(model));
    }

    [Fact]
    public void The_trace_that_takes_what_the_others_take_is_preferred() =>
        Assert.Equal("function:__call__:1", Chosen(Model([Spec("x", 4, 3), False], [Spec("x", -1, 3), False], [Spec("x", 8, 3), False])));

    [Fact]
    public void Traces_that_differ_in_more_are_listed_with_what_to_type()
    {
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(Model([Spec("x", -1, 3), False], [Spec("x", -1, 4), False])));
        Assert.Equal(ErrorKind.Refused, refusal.Kind);
        Assert.Contains("--from function:__call__:0   (x: float32 [None, 3]; training=False)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--from function:__call__:1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_traced_for_training_only_has_to_be_asked_for()
    {
        SavedModel model = Model([Spec("x"), True]);
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(model));
        Assert.Contains("traced for training only", refusal.Message, StringComparison.Ordinal);
        Assert.Single(KeyingPlan.For(model, new() { From = "function:__call__:0" }).MetaGraphs);
    }

    [Fact]
    public void Composite_tensors_stand_in_the_way()
    {
        var sparse = new StructuredValue { TypeSpecValue = new TypeSpecProto { TypeSpecClass = 1 } };
        FunctionTrace trace = ModelFunctions.Of(Model([sparse, False]).MetaGraphs[0])[0].Traces[0];
        Assert.Equal("it takes a SparseTensorSpec, and a signature takes dense tensors only", trace.Obstacle);
    }

    [Fact]
    public void Ragged_tensors_are_taken_by_their_parts()
    {
        List<StructuredLeaf> leaves = StructureReader.Leaves(Tuple(Tuple(Ragged(1, -1, -1), Spec("other"), Ragged(2, -1, -1, -1, 8)), Dictionary()), "here");
        List<SignatureArgument> inputs = LeafNames.Inputs(leaves, ["words"]);
        Assert.Equal(
            ["words_values", "words_row_splits", "other", "input_2_values", "input_2_row_splits_0", "input_2_row_splits_1"], inputs.Select(i => i.Name));
        Assert.Equal(["[None]", "[None]", "[None]", "[None, 8]", "[None]", "[None]"], inputs.Select(i => i.Shape.ToString()));
        Assert.Equal(["output_0_values", "output_0_row_splits", "output_1", "output_2_values"], LeafNames.Outputs(leaves).Take(4).Select(i => i.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    public void A_ragged_tensor_without_sense_stands_in_the_way(long raggedRank) =>
        Assert.NotNull(ModelFunctions.Of(Model([Ragged(raggedRank, -1, -1), False]).MetaGraphs[0])[0].Traces[0].Obstacle);

    [Fact]
    public void What_is_known_by_position_may_be_called_otherwise() =>
        Assert.Equal("function:__call__:1", Chosen(Model([Spec("x", 4, 3), False], [Spec("inputs", -1, 3), False])));

    [Fact]
    public void A_form_with_names_gives_way_if_it_is_fixed_to_one_batch() =>
        Assert.Equal("function:__call__:1", Chosen(Model([Dictionary(("a", Spec("a", 1, 3))), False], [List(Spec("a", -1, 3)), False])));

    [Fact]
    public void Inputs_are_named_by_their_keys_and_outputs_as_Keras_names_them()
    {
        StructuredValue nested = Dictionary(("left", Dictionary(("x", Spec("p")))), ("right", Dictionary(("x", Spec("q")), ("z", Spec("r")))));
        List<StructuredLeaf> leaves = StructureReader.Leaves(Tuple(Tuple(nested, Spec("unknown"), Spec("named")), Dictionary()), "here");
        Assert.Equal(["left/x", "right/x", "z", "mask", "named"], LeafNames.Inputs(leaves, ["inputs", "mask", "other"]).Select(i => i.Name));

        leaves = StructureReader.Leaves(Tuple(Spec("a"), Dictionary(("pair", List(Spec("b"), Spec("c"))), ("one", Spec("d")))), "here");
        Assert.Equal(["output_0", "one", "pair_0", "pair_1"], LeafNames.Outputs(leaves).Select(o => o.Name));
    }

    [Fact]
    public void Dictionaries_are_read_in_Pythons_order()
    {
        string[] names = ["b", "\U0001F511", "\uFFFD", "a", "B"];
        List<StructuredLeaf> leaves = StructureReader.Leaves(Dictionary([.. names.Select(n => (n, Spec(n)))]), "here");
        Assert.Equal(["B", "a", "b", "\uFFFD", "\U0001F511"], leaves.Select(l => l.Keys[0]));
    }

    private static string Chosen(SavedModel model) => KeyingPlan.For(model).MetaGraphs[0].Source.ToString();

    /// <summary>A model whose function <c>__call__(inputs, training)</c> has these traces, each of which returns its first tensor.</summary>
    private static SavedModel Model(params StructuredValue[][] traces)
    {
        var function = new SavedFunction { FunctionSpec = new FunctionSpec { Fullargspec = ArgumentSpec("inputs", "training") } };
        var objects = new SavedObjectGraph
        {
            Nodes =
            {
                new SavedObject { Children = { new ObjectReference { LocalName = "__call__", NodeId = 1 } } },
                new SavedObject { Function = function },
            },
        };
        var library = new FunctionDefLibrary();
        foreach (StructuredValue[] arguments in traces)
        {
            string name = $"trace_{function.ConcreteFunctions.Count}";
            function.ConcreteFunctions.Add(name);
            StructuredValue canonical = Tuple(Tuple(arguments), Dictionary());
            objects.ConcreteFunctions[name] = new SavedConcreteFunction { CanonicalizedInputSignature = canonical, OutputSignature = Spec("y") };
            var body = new FunctionDef { Signature = new OpDef { Name = name, OutputArg = { Argument("y") } }, Ret = { ["y"] = "x0" } };
            int count = StructureReader.Leaves(canonical, "here").Count(l => l.Tensor is not null);
            body.Signature.InputArg.AddRange(Enumerable.Range(0, count).Select(i => Argument($"x{i}")));
            library.Function.Add(body.ToByteString());
        }
        var metaGraph = new MetaGraphDef { GraphDef = new GraphDef { Library = library }, ObjectGraphDef = objects };
        return new SavedModel("nowhere", new SavedModelProto { MetaGraphs = { metaGraph } });
    }

    private static OpDef.Types.ArgDef Argument(string name) => new() { Name = name, Type = DataType.Float };

    private static StructuredValue ArgumentSpec(params string[] names) => new()
    {
        NamedTupleValue = new NamedTupleValue
        {
            Values = { new PairValue { Key = "args", Value = List([.. names.Select(n => new StructuredValue { StringValue = n })]) } },
        },
    };

    private static StructuredValue Spec(string name, params long[] shape) => new()
    {
        TensorSpecValue = new TensorSpecProto { Name = name, Dtype = DataType.Float, Shape = new TensorShape(shape.Length > 0 ? shape : [-1]).ToProto() },
    };

    private static StructuredValue Ragged(long raggedRank, params long[] shape) => new()
    {
        TypeSpecValue = new TypeSpecProto
        {
            TypeSpecClass = 3,
            TypeState = Tuple(
                new() { TensorShapeValue = new TensorShape(shape).ToProto() },
                new() { TensorDtypeValue = DataType.Float },
                new() { Int64Value = raggedRank },
                new() { TensorDtypeValue = DataType.Int64 }),
        },
    };

    private static StructuredValue List(params StructuredValue[] items) => new() { ListValue = new ListValue { Values = { items } } };

    private static StructuredValue Tuple(params StructuredValue[] items) => new() { TupleValue = new TupleValue { Values = { items } } };

    private static StructuredValue Dictionary(params (string Key, StructuredValue Value)[] items)
    {
        var dictionary = new DictValue();
        foreach ((string key, StructuredValue value) in items)
            dictionary.Fields[key] = value;
        return new StructuredValue { DictValue = dictionary };
    }
}
