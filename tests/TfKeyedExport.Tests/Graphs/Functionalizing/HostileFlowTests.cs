using System.Globalization;
using System.Text;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Functionalizing;

public class HostileFlowTests
{
    private const string Nested = """
        x0 Placeholder dtype=float
        p Placeholder dtype=bool
        """;

    [Fact]
    public void A_loop_that_does_not_say_when_it_ends_is_refused() =>
        Assert.Contains("no LoopCond", Flow.Refusal(Flow.With(LegacyGraphs.Loop, "c Identity less T=bool"), "r:0"));

    [Fact]
    public void A_loop_that_says_twice_when_it_ends_is_refused() =>
        Assert.Contains(
            "more than one LoopCond",
            Flow.Refusal(Flow.With(LegacyGraphs.Loop, "c2 LoopCond less", "s2 Switch v c2 T=float", "two AddV2 s:1 s2:1 T=float"), "r:0"));

    [Fact]
    public void A_loop_that_is_entered_from_two_loops_is_refused() => Assert.Contains(
        "the loop inner is entered from no loop and from the loop loop",
        Flow.Refusal(
            Flow.With(LegacyGraphs.Loop, "e1 Enter v T=float frame_name=inner", "e2 Enter x T=float frame_name=inner", "y AddV2 e1 e2 T=float"), "r:0", "y:0"));

    [Fact]
    public void A_node_that_reads_inside_and_outside_of_a_loop_is_refused() =>
        Assert.Contains("of the loop loop and of no loop at once", Flow.Refusal(Flow.With(LegacyGraphs.Loop, "two AddV2 s:1 x T=float"), "r:0"));

    [Theory]
    [InlineData("r Exit x T=float", "an Exit stands outside")]
    [InlineData("r NextIteration x T=float", "a NextIteration stands outside")]
    [InlineData("r LoopCond p", "a LoopCond stands outside")]
    public void Parts_of_a_loop_outside_of_any_are_refused(string line, string message) =>
        Assert.Contains(message, Flow.Refusal(Flow.With(LegacyGraphs.Conditional, line), "m:0", "r:0"));

    [Theory]
    [InlineData("m Merge b a x T=float N=3", "a Merge of 3 values")]
    [InlineData("m Merge b x T=float N=2", "do not come from the two branches")]
    [InlineData("m Merge a a T=float N=2", "do not come from the two branches")]
    public void A_merge_of_anything_but_two_branches_is_refused(string merge, string message) =>
        Assert.Contains(message, Flow.Refusal(Flow.With(LegacyGraphs.Conditional, merge), "m:0"));

    [Theory]
    [InlineData("v Merge e n n T=float N=3")]
    [InlineData("v Merge x n T=float N=2")]
    public void A_loops_merge_of_anything_but_a_first_and_a_next_value_is_refused(string merge) =>
        Assert.Contains("one Enter and one NextIteration", Flow.Refusal(Flow.With(LegacyGraphs.Loop, merge), "r:0"));

    [Fact]
    public void A_next_value_from_outside_of_the_body_is_refused() =>
        Assert.Contains("elsewhere than the loop's body", Flow.Refusal(Flow.With(LegacyGraphs.Loop, "n NextIteration s T=float"), "r:0"));

    [Fact]
    public void A_loop_that_needs_what_it_gives_is_refused() =>
        Assert.Contains(
            "needs a value that itself gives",
            Flow.Refusal(
                Flow.With(
                    LegacyGraphs.Loop, "e2 Enter r T=float frame_name=loop", "v2 Merge e2 n2 T=float N=2", "s2 Switch v2 c T=float",
                    "n2 NextIteration s2:1 T=float", "r2 Exit s2 T=float"),
                "r2:0"));

    [Fact]
    public void A_cycle_that_no_NextIteration_closes_is_refused() =>
        Assert.Contains("only a NextIteration leads back", Flow.Refusal(Flow.With(LegacyGraphs.Loop, "n Identity two T=float"), "r:0"));

    [Fact]
    public void A_result_inside_a_branch_is_refused() =>
        Assert.Contains("stands in a branch", Flow.Refusal(LegacyGraphs.Conditional, "a:0"));

    [Fact]
    public void A_result_inside_a_loop_is_refused() =>
        Assert.Contains("inside a loop", Flow.Refusal(LegacyGraphs.Loop, "two:0"));

    [Fact]
    public void A_result_that_needs_both_branches_is_refused() =>
        Assert.Contains("not every call has it", Flow.Refusal(Flow.With(LegacyGraphs.Conditional, "m AddV2 a b T=float"), "m:0"));

    [Fact]
    public void Branches_a_hundred_deep_meet_the_limit()
    {
        var text = new StringBuilder(Nested);
        for (int i = 1; i <= 100; i++)
            text.Append(CultureInfo.InvariantCulture, $"\np{i} Placeholder dtype=bool\ns{i} Switch x{i - 1} p{i} T=float\nx{i} Identity s{i}:1 T=float");
        text.Append("\nr100 Identity x100 T=float");
        for (int i = 100; i >= 1; i--)
            text.Append(CultureInfo.InvariantCulture, $"\nr{i - 1} Merge s{i} r{i} T=float N=2");

        Assert.Contains("more than 64 deep", Flow.Refusal(text.ToString(), "r0:0"));
    }

    [Fact]
    public void Loops_a_hundred_deep_meet_the_limit()
    {
        var text = new StringBuilder("x0 Placeholder dtype=float");
        for (int i = 1; i <= 100; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\ne{i} Enter x{i - 1} T=float frame_name=f{i}\nv{i} Merge e{i} n{i} T=float N=2\nless{i} Less v{i} v{i} T=float\nc{i} LoopCond less{i}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"\ns{i} Switch v{i} c{i} T=float\nx{i} Neg s{i}:1 T=float\nn{i} NextIteration r{i + 1} T=float\nr{i} Exit s{i} T=float");
        }
        text.Append("\nr101 Identity x100 T=float");

        Assert.Contains("more than 64 deep", Flow.Refusal(text.ToString(), "r1:0"));
    }

    [Fact]
    public void A_branch_of_a_hundred_thousand_nodes_does_not_exhaust_the_stack()
    {
        const int Length = 100_000;
        var text = new StringBuilder(Flow.With(LegacyGraphs.Conditional, "a0 Identity s:1 T=float", $"a Identity a{Length} T=float"));
        for (int i = 1; i <= Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"\na{i} Identity a{i - 1} T=float");

        Graph graph = Flow.Build(text.ToString(), "m:0");

        Assert.Equal(Length + 3, Assert.Single(graph.Nodes, n => n.Work.Name == "If").Regions[0].Nodes.Count);
    }

    [Fact]
    public void Ten_thousand_conditionals_on_one_predicate_one_after_the_other_are_taken_apart()
    {
        const int Count = 10_000;
        var text = new StringBuilder(Nested);
        for (int i = 1; i <= Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"\ns{i} Switch x{i - 1} p T=float\na{i} Neg s{i}:1 T=float\nx{i} Merge s{i} a{i} T=float N=2");

        Graph graph = Flow.Build(text.ToString(), $"x{Count}:0");

        Assert.Equal(Count, graph.Nodes.Count(n => n.Work.Name == "If"));
    }

    [Fact]
    public void Branches_that_all_share_their_work_and_need_one_another_meet_a_limit()
    {
        const int Count = 3_000;
        var text = new StringBuilder(Nested).Append("\nw Switch x0 p T=float\nk0 Neg w:1 T=float");
        for (int i = 1; i <= Count; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nk{i} Neg k{i - 1} T=float\ns{i} Switch x{i - 1} p T=float\na{i} AddV2 s{i}:1 k{i} T=float\nx{i} Merge s{i} a{i} T=float N=2");

        Assert.Contains("more than 500000 nodes", Flow.Refusal(text.ToString(), $"x{Count}:0"));
    }
}
