using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

/// <summary>What a check finds out from the graph of a model, by models of a few nodes on the embedded engine.</summary>
public class GraphCheckTests
{
    private const string Squares = "y Square x T=float";

    [Theory]
    [InlineData("k StringLower key")]
    [InlineData("k StringStrip key")]
    [InlineData("k StaticRegexReplace key pattern=^0+ rewrite= replace_global=false")]
    [InlineData("k StaticRegexReplace key pattern=%20 rewrite=+ replace_global=true")]
    [InlineData("n StringToNumber key out_type=float\nk AsString n:output:0 T=float")]
    public void A_key_that_a_function_changes_is_sent_difficult_values(string way)
    {
        CheckReport report = Run(Function(way + "\n" + Squares, "k:output:0"));

        Assert.Equal(Verdict.Unsafe, report.Verdict);
        Assert.Equal(PropertyStatus.Failed, report.Property(PropertyNames.KeysComeBack).Status);
    }

    [Theory]
    [InlineData("k EnsureShape key T=string shape=?")]
    [InlineData("s Shape key T=string out_type=int32\nk Reshape key s:output:0 T=string Tshape=int32")]
    public void A_key_that_goes_another_way_and_stays_what_it_is_is_sent_them_too(string way)
    {
        CheckReport report = Run(Function(way + "\n" + Squares, "k:output:0"));

        Assert.Equal(Verdict.Safe, report.Verdict);
        Assert.Contains("not UTF-8", report.Property(PropertyNames.KeysComeBack).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_the_model_reads_too_is_sent_them_if_it_is_text()
    {
        CheckReport report = Run(Function(
            "k StringLower key\nh StringLength key unit=BYTE\nc Cast h:output:0 SrcT=int32 DstT=float\ny AddV2 x c:y:0 T=float", "k:output:0", "y:z:0"));

        Assert.Contains(report.Outputs, o => o is { Name: "key", Verdict: Verdict.Unsafe });
    }

    [Theory]
    [InlineData("")]
    [InlineData("c Const dtype=bool value=true\ni StatelessIf c:output:0 x Tin=[float] Tout=[float] Tcond=bool")]
    public void An_output_that_is_the_same_in_every_row_is_no_doubt_beside_control_flow(string flow)
    {
        FunctionDef function = Function(
            "k Identity key T=string\nn Const dtype=float value=2\nv Mul z:y:0 n:output:0 T=float\nz ZerosLike x T=float\n" + flow + "\n" + Squares,
            "k:output:0");
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "version", Type = DataType.Float });
        function.Ret["version"] = "v:z:0";
        FunctionDef branch = GraphText.Function("branch", ["a"], "r:y:0", "r Square a T=float");
        if (flow.Length > 0)
        {
            NodeDef choice = function.NodeDef.Single(n => n.Op == "StatelessIf");
            choice.Attr["then_branch"] = choice.Attr["else_branch"] = new AttrValue { Func = new NameAttrList { Name = "branch" } };
            function.Ret["y"] = "i:output:0";
        }

        CheckReport report = Run(function, branch);

        Assert.Equal(Verdict.Safe, report.Verdict);
    }

    [Theory]
    [InlineData("i Where g:z:0 T=bool\ns Size i:index:0 T=int64 out_type=int32")]
    [InlineData(
        "i Where g:z:0 T=bool\nm Const dtype=int32 value=-1\nf Reshape i:index:0 m:output:0 T=int64 Tshape=int32\n"
            + "s Size f:output:0 T=int64 out_type=int32")]
    public void How_many_rows_a_filter_leaves_is_a_value_too(string size)
    {
        FunctionDef function = Function(
            "k Identity key T=string\nn Const dtype=float value=123456789\ng Greater x n:output:0 T=float\n" + size
                + "\nc Cast s:output:0 SrcT=int32 DstT=float\nz ZerosLike x T=float\nv AddV2 z:y:0 c:y:0 T=float\n" + Squares,
            "k:output:0");
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "count", Type = DataType.Float });
        function.Ret["count"] = "v:z:0";

        Assert.NotEqual(Verdict.Safe, Run(function).Outputs.Single(o => o.Name == "count").Verdict);
    }

    private static FunctionDef Function(string nodes, string key, string y = "y:y:0") => new()
    {
        Signature = new OpDef
        {
            Name = "f",
            InputArg = { new OpDef.Types.ArgDef { Name = "key", Type = DataType.String }, new OpDef.Types.ArgDef { Name = "x", Type = DataType.Float } },
            OutputArg = { new OpDef.Types.ArgDef { Name = "key", Type = DataType.String }, new OpDef.Types.ArgDef { Name = "y", Type = DataType.Float } },
        },
        NodeDef = { GraphText.Nodes(nodes) },
        Ret = { ["key"] = key, ["y"] = y },
    };

    private static CheckReport Run(params FunctionDef[] functions)
    {
        MetaGraphDef graph = GraphText.Model("key Placeholder dtype=string\nx Placeholder dtype=float\ncall f key x", [], functions).MetaGraphs[0].Proto;
        SignatureDef signature = graph.SignatureDef["serving_default"];
        foreach (TensorInfo input in signature.Inputs.Values)
            input.TensorShape = Column();
        for (int i = 0; i < functions[0].Signature.OutputArg.Count; i++)
        {
            OpDef.Types.ArgDef output = functions[0].Signature.OutputArg[i];
            signature.Outputs[output.Name] = new TensorInfo { Name = $"call:{i}", Dtype = output.Type, TensorShape = Column() };
        }
        var model = new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { graph } });
        return new KeyCheck(new EmbeddedEngine(), model) { Seed = 3 }.Run(TestContext.Current.CancellationToken);
    }

    private static TensorShapeProto Column() => new() { Dim = { new TensorShapeProto.Types.Dim { Size = -1 } } };
}
