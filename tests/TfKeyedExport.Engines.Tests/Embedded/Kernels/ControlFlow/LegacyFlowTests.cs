using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.ControlFlow;

public class LegacyFlowTests
{
    [Theory]
    [InlineData(true, -3, 1)]
    [InlineData(false, 9, 0)]
    public void A_merge_gives_the_branch_that_is_taken_and_says_which(bool p, float expected, int index)
    {
        Tensor[] answers = Run(LegacyGraphs.Conditional, ["m:0", "m:1#"], Flag(p), Number(3));

        Assert.Equal((expected, index), (answers[0].Values<float>()[0], answers[1].Values<int>()[0]));
    }

    [Theory]
    [InlineData(3, 12, 1)]
    [InlineData(6, 12, 0)]
    [InlineData(11, 11, -1)]
    public void A_loop_runs_until_its_condition_fails_and_its_merge_says_whether_a_round_came_before(float x, float expected, int before)
    {
        string text = LegacyGraphs.Loop + """

            first Const dtype=int32 value=-1
            ie Enter first T=int32 frame_name=loop
            iv Merge ie in T=int32 N=2
            is Switch iv c T=int32
            last Identity v:1 ^pivot T=int32
            pivot Identity is:1 T=int32
            in NextIteration last T=int32
            ir Exit is T=int32
            """;

        Tensor[] answers = Run(text, ["r:0", "ir:0#"], Number(x));

        Assert.Equal((expected, before), (answers[0].Values<float>()[0], answers[1].Values<int>()[0]));
    }

    [Fact]
    public void Forms_for_references_do_the_same()
    {
        static string Refs(string text) => text.Replace(" Switch", " RefSwitch").Replace(" Merge", " RefMerge").Replace(" Enter", " RefEnter")
            .Replace(" Exit", " RefExit").Replace(" NextIteration", " RefNextIteration");

        Assert.Equal(12, Run(Refs(LegacyGraphs.Loop), ["r:0"], Number(3))[0].Values<float>()[0]);
        Assert.Equal(-3, Run(Refs(LegacyGraphs.Conditional), ["m:0"], Flag(true), Number(3))[0].Values<float>()[0]);
    }

    [Fact]
    public void An_assertion_fails_in_the_branch_that_is_taken_and_in_no_other()
    {
        string text = LegacyGraphs.Conditional.Replace("a Neg s:1 T=float", """
            no Const ^pivot dtype=bool value=false
            why Const ^pivot dtype=string value=never
            pivot Identity s:1 T=float
            stop Assert no why s:1 T=[string,float]
            a Neg s:1 ^stop T=float
            """);

        Assert.Equal(9, Run(text, ["m:0"], Flag(false), Number(3))[0].Values<float>()[0]);
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Run(text, ["m:0"], Flag(true), Number(3)));
        Assert.Contains("stop (Assert): the model's assertion failed: [never] [3]", error.Message);
    }

    [Fact]
    public void What_has_an_effect_in_a_loop_has_it_once_a_round()
    {
        string text = """
            x Placeholder dtype=float
            h VarHandleOp dtype=float shape=? shared_name=counter
            zero Const dtype=float value=0
            start AssignVariableOp h zero dtype=float
            one Const dtype=float value=1
            he Enter h ^start T=resource frame_name=loop is_constant=true
            oe Enter one T=float frame_name=loop is_constant=true
            """ + "\n" + LegacyGraphs.Loop.Replace("x Placeholder dtype=float\n", "").Replace("two AddV2 s:1 s:1 T=float", """
            add AssignAddVariableOp he oe ^pivot dtype=float
            pivot Identity s:1 T=float
            two AddV2 s:1 s:1 ^add T=float
            """) + "\ncount ReadVariableOp h ^r dtype=float";

        Assert.Equal([3, 0, 3], new[] { 2, 20, 2 }.Select(x => Run(text, ["count:0"], Number(x))[0].Values<float>()[0]));
    }

    [Fact]
    public void A_reference_is_read_anew_after_its_variable_was_written()
    {
        const string Text = """
            x Placeholder dtype=float
            v VariableV2 dtype=float shape=? shared_name=v
            one Const dtype=float value=1
            start Assign v x T=float validate_shape=false
            first Identity v ^start T=float
            add AssignAdd v one ^first T=float
            second Identity v ^add T=float
            both Sub second first T=float
            """;

        Assert.Equal((3, 1), (Run(Text, ["second:0"], Number(2))[0].Values<float>()[0], Run(Text, ["both:0"], Number(2))[0].Values<float>()[0]));
    }

    [Fact]
    public void A_reference_is_read_anew_in_every_round_of_a_loop()
    {
        string text = """
            x Placeholder dtype=float
            w VariableV2 dtype=float shape=? shared_name=w
            one Const dtype=float value=1
            start Assign w x T=float validate_shape=false
            ve RefEnter w ^start T=float frame_name=loop is_constant=true
            oe Enter one T=float frame_name=loop is_constant=true
            """ + "\n" + LegacyGraphs.Loop.Replace("x Placeholder dtype=float\n", "").Replace("two AddV2 s:1 s:1 T=float", """
            add AssignAdd ve oe ^pivot T=float
            pivot Identity s:1 T=float
            now Identity ve ^add T=float
            two AddV2 s:1 now T=float
            """);

        Assert.Equal(2 + 3 + 4 + 5, Run(text, ["r:0"], Number(2))[0].Values<float>()[0]);
    }

    [Fact]
    public void A_function_with_a_loop_may_be_called_twice_and_in_a_branch()
    {
        FunctionDef function = GraphText.Function("f", ["z"], "r:output:0", """
            limit Const dtype=float value=10
            e Enter z T=float frame_name=loop
            le Enter limit:output:0 T=float frame_name=loop is_constant=true
            v Merge e:output:0 n:output:0 T=float N=2
            less Less v:output:0 le:output:0 T=float
            c LoopCond less:z:0
            s Switch v:output:0 c:output:0 T=float
            two AddV2 s:output_true:0 s:output_true:0 T=float
            n NextIteration two:z:0 T=float
            r Exit s:output_false:0 T=float
            """);
        string text = LegacyGraphs.Conditional.Replace("a Neg s:1 T=float", "a0 f s:1\na1 Neg a0 T=float\na f a1") + "\nf2 f x\nsum AddV2 f2 m T=float";

        Assert.Throws<TfKeyedException>(() => Run(text, ["sum:0"], [function], new HostOptions { LoopLimit = 50 }, Flag(true), Number(3)));
        Assert.Equal(12 + 9, Run(text, ["sum:0"], [function], new HostOptions(), Flag(false), Number(3))[0].Values<float>()[0]);
    }

    [Fact]
    public void A_trigger_waits_for_a_branch_and_fires_without_it()
    {
        string text = LegacyGraphs.Conditional + "\nt ControlTrigger ^a\ny Neg x ^t T=float";

        Assert.Equal(
            (-3, -3), (Run(text, ["y:0"], Flag(true), Number(3))[0].Values<float>()[0], Run(text, ["y:0"], Flag(false), Number(3))[0].Values<float>()[0]));
    }

    [Fact]
    public void A_predicate_that_is_no_scalar_is_an_error() =>
        Assert.Contains(
            "must be a scalar", Assert.Throws<TfKeyedException>(() => Run(LegacyGraphs.Conditional, ["m:0"], Tensor.From<bool>(true), Number(3))).Message);

    [Fact]
    public void A_loops_condition_that_is_no_scalar_is_an_error() =>
        Assert.Contains("must be a scalar", Assert.Throws<TfKeyedException>(() => Run(LegacyGraphs.Loop, ["r:0"], Tensor.From<float>(3))).Message);

    private static Tensor Flag(bool value) => Tensor.From<bool>(TensorShape.Scalar, [value]);

    private static Tensor Number(float value) => Tensor.From<float>(TensorShape.Scalar, [value]);

    private static Tensor[] Run(string text, string[] outputs, params Tensor[] inputs) => Run(text, outputs, [], new HostOptions(), inputs);

    private static Tensor[] Run(string text, string[] outputs, FunctionDef[] functions, HostOptions options, params Tensor[] inputs)
    {
        SavedModel model = GraphText.Model(text, outputs, functions);
        using IModelHost host = new EmbeddedEngine().Open(model, options);
        ISignatureRunner runner = host.Prepare("serving_default");
        var answers = new Tensor[outputs.Length];
        runner.Run(inputs, answers);
        return answers;
    }
}
