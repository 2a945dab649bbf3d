using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Proofs;

public class FocusFinderTests
{
    [Fact]
    public void What_a_proof_could_not_decide_names_the_inputs_and_numbers_that_reach_it()
    {
        HuntFocus focus = Focus("a:float b:float", """
            limit Const dtype=float value=37.5
            few Const dtype=float value=24
            axis Const dtype=int32 value=0
            l Maximum a limit:output:0 T=float
            m Mul l:z:0 few:output:0 T=float
            s Cumsum m:z:0 axis:output:0 T=float Tidx=int32
            far Const dtype=float value=99
            t Mul b far:output:0 T=float
            y AddV2 s:out:0 t:z:0 T=float
            """, "y:z:0");

        Assert.Equal(["a"], focus.Inputs);
        Assert.Equal([24, 37.5], focus.Numbers.Order());
        Assert.Equal([24L], focus.Sizes);
    }

    [Fact]
    public void A_choice_by_all_rows_names_what_they_are_compared_with()
    {
        HuntFocus focus = Focus("a:float b:float c:float", """
            axis Const dtype=int32 value=0
            limit Const dtype=float value=640
            most Max a axis:output:0 T=float Tidx=int32
            is Greater most:output:0 limit:output:0 T=float
            choice StatelessIf is:z:0 b then_branch=@minus else_branch=@same Tcond=bool Tin=[float] Tout=[float]
            y AddV2 choice:output:0 c T=float
            """, "y:z:0");

        Assert.Equal(["a"], focus.Inputs);
        Assert.Contains(640L, focus.Sizes);
    }

    [Fact]
    public void Nothing_comes_first_where_all_is_proved() =>
        Assert.Same(HuntFocus.None, Focus("a:float", "two Const dtype=float value=2\ny Mul a two:output:0 T=float", "y:z:0"));

    [Fact]
    public void Of_many_inputs_the_one_that_reaches_what_mixes_rows_is_tried_with_all_that_is_odd()
    {
        // Squares of very large numbers are infinite, and then all rows change their sign: nothing in the graph says so,
        // and 199 inputs have nothing to do with it.
        CheckReport report = GraphModel.Check(string.Join(' ', Enumerable.Range(0, 200).Select(i => $"x{i}:float")), $"""
            all AddN {string.Join(' ', Enumerable.Range(0, 137).Select(i => $"x{i}"))} N=137 T=float
            rest AddN {string.Join(' ', Enumerable.Range(138, 62).Select(i => $"x{i}"))} N=62 T=float
            sum AddV2 all:sum:0 rest:sum:0 T=float
            square Square x137 T=float
            axis Const dtype=int32 value=0
            most Max square:y:0 axis:output:0 T=float Tidx=int32
            is IsInf most:output:0 T=float
            minus Neg sum:z:0 T=float
            y SelectV2 is:y:0 minus:y:0 sum:z:0 T=float
            """, "y:output:0");

        Assert.Equal(Verdict.Unsafe, report.Verdict);
        Assert.Contains("first what reaches the place where a proof ended (x137)", report.Tried, StringComparison.Ordinal);
    }

    private static HuntFocus Focus(string inputs, string nodes, string y)
    {
        SavedModel model = GraphModel.Model(
            inputs, nodes, y, GraphText.Function("minus", ["v"], "n:y:0", "n Neg v T=float"),
            GraphText.Function("same", ["v"], "n:output:0", "n Identity v T=float"));
        var graphs = new ModelGraphs(model, null);
        ModelSignature signature = model.MetaGraphs[0].Signature("serving_default")!;
        Subject subject = KeyFinder.Find(graphs, signature, null, false);
        return FocusFinder.Of(
            graphs.Of(signature), signature, Prover.Prove(graphs, subject, CheckedLayout.Of(signature, subject.Keys, [])));
    }
}
