using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Functionalizing;

public class FunctionalizerTests
{
    [Fact]
    public void A_conditional_becomes_an_If_with_one_region_for_each_branch()
    {
        Graph graph = Flow.Build(LegacyGraphs.Conditional, "m:0");

        Node choice = Assert.Single(graph.Nodes, n => !n.IsParameter);
        Assert.Equal("If", choice.Work.Name);
        Assert.Equal(("Neg", "Square"), (Flow.Ops(choice.Regions[0]), Flow.Ops(choice.Regions[1])));
        Assert.Equal(["p", "x"], choice.Inputs.Select(i => i.Node.Origin.Name));
    }

    [Fact]
    public void A_loop_becomes_a_While_whose_invariants_pass_through()
    {
        Graph graph = Flow.Build(LegacyGraphs.Loop, "r:0");

        Node loop = Assert.Single(graph.Nodes, n => n.Regions.Count > 0);
        Assert.Equal("While", loop.Work.Name);
        Assert.Equal(("Less", "AddV2"), (Flow.Ops(loop.Regions[0]), Flow.Ops(loop.Regions[1])));
        Assert.Equal(["x", "limit"], loop.Inputs.Select(i => i.Node.Origin.Name));
        Assert.Same(loop.Regions[1].Parameters[1], loop.Regions[1].Results[1].Node);
    }

    [Fact]
    public void A_graph_without_any_is_left_as_it_is()
    {
        Graph graph = Flow.Build("x Placeholder dtype=float\ny Neg x T=float", "y:0");

        Assert.Equal("Neg", Flow.Ops(graph));
    }

    [Fact]
    public void All_results_of_one_conditional_come_from_one_If()
    {
        Graph graph = Flow.Build(Flow.With(LegacyGraphs.Conditional, "a2 Exp a T=float", "m2 Merge s a2 T=float N=2"), "m:0", "m2:0");

        Node choice = Assert.Single(graph.Nodes, n => !n.IsParameter);
        Assert.Equal("Neg Exp", Flow.Ops(choice.Regions[0]));
    }

    [Fact]
    public void Conditionals_on_one_predicate_of_which_one_needs_the_other_are_two()
    {
        string text = Flow.With(
            LegacyGraphs.Conditional, "y Exp m T=float", "s2 Switch y p T=float", "a2 Exp s2:1 T=float", "a3 AddV2 a2 a T=float", "m2 Merge s2 a3 T=float N=2");

        Graph graph = Flow.Build(text, "m2:0");

        Assert.Equal("If Exp If", Flow.Ops(graph));
    }

    [Fact]
    public void Branches_stand_in_branches()
    {
        string text = Flow.With(
            LegacyGraphs.Conditional, "q Placeholder dtype=bool", "qs Switch q p T=bool", "inner Switch a qs:1 T=float", "c Exp inner:1 T=float",
            "mi Merge inner c T=float N=2",
            "m Merge b mi T=float N=2");

        Graph graph = Flow.Build(text, "m:0");

        Node outer = Assert.Single(graph.Nodes, n => !n.IsParameter);
        Assert.Equal("Neg If", Flow.Ops(outer.Regions[0]));
        Assert.Equal("Exp", Flow.Ops(outer.Regions[0].Nodes[^1].Regions[0]));
    }

    [Fact]
    public void A_node_without_inputs_stands_in_the_branch_that_it_waits_for()
    {
        Graph graph = Flow.Build(Flow.With(LegacyGraphs.Conditional, "pivot Identity s:1 T=float", "a Const ^pivot dtype=float value=3"), "m:0");

        Node choice = Assert.Single(graph.Nodes, n => !n.IsParameter);
        Assert.Equal("Identity Const", Flow.Ops(choice.Regions[0]));
    }

    [Fact]
    public void What_a_function_computes_stands_in_the_branch_of_its_call()
    {
        Graph graph = Flow.Build(
            Flow.With(LegacyGraphs.Conditional, "a f s:1"), ["m:0"], [], Testing.GraphText.Function("f", ["z"], "k:output:0", "k Const dtype=float value=3"));

        Node choice = Assert.Single(graph.Nodes, n => !n.IsParameter);
        Assert.Equal("Const", Flow.Ops(choice.Regions[0]));
    }

    [Fact]
    public void A_target_that_only_one_branch_has_runs_in_that_branch()
    {
        Graph graph = Flow.Build(Flow.With(LegacyGraphs.Conditional, "g NoOp ^a"), [], ["g"]);

        Node choice = Assert.Single(graph.Nodes, n => n.Work.Name == "If");
        Assert.Equal(("Neg NoOp", ""), (Flow.Ops(choice.Regions[0]), Flow.Ops(choice.Regions[1])));
    }

    [Fact]
    public void A_target_that_waits_for_both_branches_runs_the_one_that_is_taken()
    {
        Graph graph = Flow.Build(Flow.With(LegacyGraphs.Conditional, "g NoOp ^a ^b"), [], ["g"]);

        Node choice = Assert.Single(graph.Nodes, n => n.Work.Name == "If");
        Assert.Equal(("Neg", "Square"), (Flow.Ops(choice.Regions[0]), Flow.Ops(choice.Regions[1])));
    }
}
