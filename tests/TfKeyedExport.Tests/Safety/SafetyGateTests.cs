using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.Safety;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Safety;

public class SafetyGateTests
{
    [Theory]
    [InlineData("ReadFile")]
    [InlineData("WriteFile")]
    [InlineData("MatchingFiles")]
    [InlineData("TextLineDataset")]
    [InlineData("TFRecordDatasetV2")]
    [InlineData("WholeFileReaderV2")]
    [InlineData("ImmutableConst")]
    [InlineData("SaveV2")]
    [InlineData("RestoreV2")]
    [InlineData("MergeV2Checkpoints")]
    [InlineData("CreateSummaryFileWriter")]
    [InlineData("PrintV2")]
    [InlineData("RpcCall")]
    [InlineData("DataServiceDatasetV4")]
    [InlineData("CollectiveReduceV3")]
    [InlineData("ConfigureDistributedTPU")]
    [InlineData("Send")]
    [InlineData("RemoteCall")]
    [InlineData("Abort")]
    [InlineData("DatasetFromGraph")]
    public void What_reaches_outside_is_refused_by_name_and_can_be_allowed_by_name(string op)
    {
        MetaGraph model = Model($"x Placeholder dtype=float\nw {op} x T=float\ny Identity x ^w T=float", "y:0");

        TfKeyedException error = Refused(model);

        Assert.Equal(ErrorKind.Forbidden, error.Kind);
        Assert.Contains($"{op} ", error.What, StringComparison.Ordinal);
        Assert.Contains("at w", error.What, StringComparison.Ordinal);
        Assert.Contains($"--allow-op {op}", error.Next, StringComparison.Ordinal);
        Gate(model, op).CheckSignature(model.Signatures[0]);
        Assert.Throws<TfKeyedException>(() => Gate(model, "Neg").CheckSignature(model.Signatures[0]));
    }

    [Theory]
    [InlineData("Const")]
    [InlineData("ShardedFilename")]
    [InlineData("ScalarSummary")]
    [InlineData("RestoreNothing")]
    [InlineData("VarHandleOp")]
    public void What_stays_inside_is_let_through(string op)
    {
        MetaGraph model = Model($"x Placeholder dtype=float\nw {op}\ny Identity x ^w T=float", "y:0");
        Gate(model).CheckSignature(model.Signatures[0]);
    }

    [Fact]
    public void What_a_signature_does_not_reach_is_let_through()
    {
        MetaGraph model = Model("x Placeholder dtype=float\nn Const dtype=string value=a\nw ReadFile n\ny Neg x T=float", "y:0");
        Gate(model).CheckSignature(model.Signatures[0]);
    }

    [Fact]
    public void A_declaration_of_the_models_own_changes_nothing()
    {
        MetaGraph model = Model("x Placeholder dtype=float\nw WriteFile x\ny Identity w T=float", "y:0");
        model.Proto.MetaInfoDef.StrippedOpList = new OpList { Op = { new OpDef { Name = "WriteFile" } } }.ToByteString();
        Refused(model);
    }

    [Fact]
    public void A_function_that_is_called_by_its_name_is_looked_into()
    {
        FunctionDef inner = GraphText.Function("inner", ["z"], "r:y:0", "w WriteFile z z\nr Neg z ^w T=float");
        FunctionDef outer = GraphText.Function("outer", ["z"], "r:result:0", "r inner z");
        Assert.Contains("w (in inner)", Refused(Model("x Placeholder dtype=float\ny outer x", "y:0", outer, inner)).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f", "PartitionedCall", false)]
    [InlineData("then_branch", "If", false)]
    [InlineData("branches", "Case", true)]
    [InlineData("function_list", "XlaCallModule", true)]
    [InlineData("_whatever", "Neg", false)]
    [InlineData("_whatever", "Neg", true)]
    public void A_function_that_any_attribute_names_is_looked_into(string attribute, string op, bool inList)
    {
        FunctionDef function = GraphText.Function("writes", ["z"], "r:y:0", "w WriteFile z z\nr Neg z ^w T=float");
        Refused(WithFunction(function, op, attribute, inList, new NameAttrList { Name = "writes" }));
    }

    [Fact]
    public void A_function_that_another_is_given_is_looked_into()
    {
        FunctionDef writes = GraphText.Function("writes", ["z"], "r:y:0", "w WriteFile z z\nr Neg z ^w T=float");
        var call = new NameAttrList { Name = "other", Attr = { ["body"] = new AttrValue { Func = new NameAttrList { Name = "writes" } } } };
        Refused(WithFunction(writes, "PartitionedCall", "f", false, call));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_function_that_an_attribute_of_a_function_stands_for_by_default_is_looked_into(bool inList)
    {
        FunctionDef writes = GraphText.Function("writes", ["z"], "r:y:0", "w WriteFile z z\nr Neg z ^w T=float");
        FunctionDef called = GraphText.Function("f", ["z"], "r:y:0", "r Neg z T=float");
        var named = new NameAttrList { Name = "writes" };
        called.Signature.Attr.Add(new OpDef.Types.AttrDef
        {
            Name = "g",
            Type = inList ? "list(func)" : "func",
            DefaultValue = inList ? new AttrValue { List = new AttrValue.Types.ListValue { Func = { named } } } : new AttrValue { Func = named },
        });
        Assert.Contains("w (in writes)", Refused(Model("x Placeholder dtype=float\ny f x", "y:0", called, writes)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_hides_no_function()
    {
        FunctionDef writes = GraphText.Function("writes", ["z"], "r:y:0", "w WriteFile z z\nr Neg z ^w T=float");
        byte[] group = [(100 << 3 | 3) & 0x7F | 0x80, 100 >> 4, (100 << 3 | 4) & 0x7F | 0x80, 100 >> 4];
        byte[] value = [.. group, .. new AttrValue { Func = new NameAttrList { Name = "writes" } }.ToByteArray()];
        Assert.Equal("writes", AttrValue.Parser.ParseFrom(value).Func.Name);
        // An entry of the map of attributes: its key, and the value.
        byte[] entry = [1 << 3 | 2, 1, (byte)'f', 2 << 3 | 2, (byte)value.Length, .. value];
        byte[] node = [.. GraphText.Nodes("y PartitionedCall x")[0].ToByteArray(), 5 << 3 | 2, (byte)entry.Length, .. entry];
        MetaGraph model = Model("x Placeholder dtype=float", "x:0", writes);
        model.Proto.GraphDef.Node.Add(ByteString.CopyFrom(node));
        model.Proto.SignatureDef["serving_default"].Outputs["o00"].Name = "y:0";
        MetaGraph hiding = new SavedModel("no-folder", model.Model.Proto).MetaGraphs[0];

        Assert.Equal(ErrorKind.Unreadable, Refused(hiding).Kind);
    }

    [Theory]
    [InlineData("SymbolicGradient")]
    [InlineData("unknown")]
    public void For_TensorFlow_a_function_that_the_model_does_not_have_is_refused(string name)
    {
        MetaGraph model = WithFunction(GraphText.Function("f", ["z"], "r:y:0", "r Neg z T=float"), "MapDefun", "f", false, new NameAttrList { Name = name });
        var gate = new SafetyGate(model, new GraphSource(model), [], isForTensorFlow: true);

        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => gate.CheckSignature(model.Signatures[0])).Kind);
    }

    [Fact]
    public void Functions_that_call_one_another_in_a_circle_are_looked_into_once()
    {
        FunctionDef one = GraphText.Function("one", ["z"], "r:result:0", "r two z");
        FunctionDef two = GraphText.Function("two", ["z"], "r:result:0", "r one z");
        MetaGraph model = Model("x Placeholder dtype=float\ny one x", "y:0", one, two);
        Gate(model).CheckSignature(model.Signatures[0]);
    }

    [Fact]
    public void Python_is_lacking_and_not_refused() =>
        Assert.Equal(ErrorKind.Engine, Refused(Model("x Placeholder dtype=float\ny PyFunc x token=a", "y:0")).Kind);

    [Theory]
    [InlineData("DebugIdentity x", true)]
    [InlineData("DecodeProtoV2 x descriptor_source=local://", true)]
    [InlineData("DecodeProtoV2 x descriptor_source=/etc/passwd", false)]
    [InlineData("FixedUnigramCandidateSampler x", true)]
    [InlineData("FixedUnigramCandidateSampler x vocab_file=/etc/passwd", false)]
    public void What_an_attribute_decides_is_decided_by_it(string node, bool passes)
    {
        MetaGraph model = Model($"x Placeholder dtype=float\nw {node}\ny Identity x ^w T=float", "y:0");
        if (passes)
            Gate(model).CheckSignature(model.Signatures[0]);
        else
            Refused(model);
    }

    [Theory]
    [InlineData("init InitializeTableFromTextFileV2 t asset", true)]
    [InlineData("i Identity asset T=string\ninit InitializeTableFromTextFileV2 t i", true)]
    [InlineData("init ReadFile asset", true)]
    [InlineData("init InitializeTableFromTextFileV2 t other", false)]
    [InlineData("j StringJoin asset other N=2\ninit ReadFile j", false)]
    [InlineData("init WriteFile asset other", false)]
    [InlineData("a AssignVariableOp v asset dtype=string\nr ReadVariableOp v ^a dtype=string\ninit ReadFile r", true)]
    [InlineData("a AssignVariableOp v other dtype=string\nr ReadVariableOp v ^a dtype=string\ninit ReadFile r", false)]
    [InlineData(
        "a AssignVariableOp v asset dtype=string\na2 AssignVariableOp v2 other dtype=string\nr ReadVariableOp v ^a dtype=string\ninit ReadFile r", false)]
    [InlineData(
        "n VarHandleOp\nm VarHandleOp\na AssignVariableOp n asset dtype=string\na2 AssignVariableOp m other dtype=string\n"
            + "r ReadVariableOp n ^a dtype=string\ninit ReadFile r",
        false)]
    [InlineData("init reads asset", true)]
    [InlineData("init0 reads other\ninit reads asset ^init0", false)]
    [InlineData("init passes asset", true)]
    [InlineData("init passes other", false)]
    [InlineData("a AssignVariableOp v asset dtype=string\nr ReadVariableOp v ^a dtype=string\nk Const dtype=resource\ninit ReadFile r", false)]
    public void While_a_model_is_loaded_its_own_files_are_read_and_no_others(string nodes, bool passes)
    {
        FunctionDef reads = GraphText.Function("reads", ["file"], "r:contents:0", "r ReadFile file");
        FunctionDef passing = GraphText.Function("passes", ["file"], "r:result:0", "r reads file");
        MetaGraph model = Model(
            "asset Const dtype=string value=/etc/passwd\nother Const dtype=string value=/etc/passwd\nt HashTableV2\n"
                + "v VarHandleOp shared_name=s\nv2 VarHandleOp shared_name=s\n" + nodes,
            "asset:0", reads, passing);
        LoadsWithInit(model);

        AssertLoading(model, passes);
    }

    [Theory]
    [InlineData("h VarHandleOp shared_name=other\nr Neg z T=float", true)]
    [InlineData("h VarHandleOp shared_name=s\nr Neg z T=float", false)]
    [InlineData("h VarHandleOp\nr Neg z T=float", false)]
    public void A_variable_that_any_function_may_write_holds_any_name(string body, bool passes)
    {
        FunctionDef function = GraphText.Function("f", ["z"], "r:y:0", body);
        // A name that a call gives: no value of its own.
        NodeDef handle = NodeDef.Parser.ParseFrom(function.NodeDef[0].ToByteArray());
        if (handle.Attr.Count == 0)
            handle.Attr["shared_name"] = new AttrValue { Placeholder = "n" };
        function.NodeDef[0] = handle;
        MetaGraph model = Model(
            "asset Const dtype=string value=/etc/passwd\nv VarHandleOp shared_name=s\na AssignVariableOp v asset dtype=string\n"
                + "r ReadVariableOp v ^a dtype=string\ninit ReadFile r",
            "asset:0", function);
        LoadsWithInit(model);

        AssertLoading(model, passes);
    }

    [Fact]
    public void What_a_function_is_called_with_in_place_of_an_attribute_gets_names_from_anywhere()
    {
        FunctionDef reads = GraphText.Function("reads", ["file"], "r:contents:0", "r ReadFile file");
        MetaGraph model = Model(
            "asset Const dtype=string value=/etc/passwd\nx Placeholder dtype=float", "x:0", reads,
            GraphText.Function("f", ["file"], "r:output:0", "r Identity file T=string"));
        NodeDef call = GraphText.Nodes("init PartitionedCall asset")[0];
        call.Attr["f"] = new AttrValue
        {
            Func = new NameAttrList { Name = "f", Attr = { ["g"] = new AttrValue { Func = new NameAttrList { Name = "reads" } } } },
        };
        model.Proto.GraphDef.Node.Add(call.ToByteString());
        LoadsWithInit(model);
        MetaGraph again = new SavedModel("no-folder", model.Model.Proto).MetaGraphs[0];

        AssertLoading(again, passes: false);
    }

    [Fact]
    public void In_a_call_an_assets_constant_is_a_constant()
    {
        // The loader feeds it only while it loads: in a call it is what the model's maker wrote.
        MetaGraph model = Model("asset Const dtype=string value=/etc/passwd\nr ReadFile asset\ny Identity r T=string", "y:0");
        model.Proto.AssetFileDef.Add(new AssetFileDef { Filename = "words.txt", TensorInfo = new TensorInfo { Name = "asset:0" } });
        Refused(model);
    }

    [Theory]
    [InlineData("prefix:0", true)]
    [InlineData("", false)]
    public void Variables_are_restored_from_the_models_own_files_and_no_others(string fed, bool passes)
    {
        MetaGraph model = Model("prefix Const dtype=string value=/elsewhere\nrestore RestoreV2 prefix", "prefix:0");
        model.Proto.SaverDef = new SaverDef { RestoreOpName = "restore", FilenameTensorName = fed };
        AssertLoading(model, passes);
    }

    // Its asset is the node of that name, and loading it runs the node init.
    private static void LoadsWithInit(MetaGraph model)
    {
        model.Proto.AssetFileDef.Add(new AssetFileDef { Filename = "words.txt", TensorInfo = new TensorInfo { Name = "asset:0" } });
        model.Proto.CollectionDef["saved_model_main_op"] = new CollectionDef { NodeList = new CollectionDef.Types.NodeList { Value = { "init" } } };
    }

    private static void AssertLoading(MetaGraph model, bool passes)
    {
        if (passes)
            Gate(model).CheckLoading();
        else
            Assert.Equal(ErrorKind.Forbidden, Assert.Throws<TfKeyedException>(Gate(model).CheckLoading).Kind);
    }

    private static MetaGraph WithFunction(FunctionDef function, string op, string attribute, bool inList, NameAttrList named)
    {
        NodeDef node = GraphText.Nodes($"y {op} x")[0];
        node.Attr[attribute] = inList ? new AttrValue { List = new AttrValue.Types.ListValue { Func = { named } } } : new AttrValue { Func = named };
        MetaGraph model = Model("x Placeholder dtype=float", "x:0", function);
        model.Proto.GraphDef.Node.Add(node.ToByteString());
        model.Proto.SignatureDef["serving_default"].Outputs["o00"].Name = "y:0";
        return new SavedModel("no-folder", model.Model.Proto).MetaGraphs[0];
    }

    private static MetaGraph Model(string text, string output, params FunctionDef[] functions) => GraphText.Model(text, [output], functions).MetaGraphs[0];

    private static SafetyGate Gate(MetaGraph model, params string[] allowed) => new(model, new GraphSource(model), allowed);

    private static TfKeyedException Refused(MetaGraph model) => Assert.Throws<TfKeyedException>(() => Gate(model).CheckSignature(model.Signatures[0]));
}
