using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>The rule about cycles finds them: a rule that never fails holds nothing.</summary>
public class NamespaceGraphTests
{
    [Fact]
    public void Namespaces_that_need_each_other_are_a_cycle_and_the_types_are_named()
    {
        string cycle = Assert.Single(Cycles("Graphs.Node Reading.Table", "Reading.Table Errors.Error", "Reading.Body Graphs.Graph"));
        Assert.Equal("a cycle of 2 namespaces:\n  Graphs needs Reading: Node -> Table\n  Reading needs Graphs: Body -> Graph\n", cycle);
    }

    [Fact]
    public void A_cycle_by_way_of_a_third_namespace_is_one()
    {
        string cycle = Assert.Single(Cycles("A.One B.Two", "B.Other C.Three", "C.Three A.One"));
        Assert.Contains("a cycle of 3 namespaces", cycle, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cycles_are_told_apart() =>
        Assert.Equal(2, Cycles("A.One B.One", "B.One A.One", "B.One C.One", "C.One D.One", "D.One C.One").Count);

    [Fact]
    public void What_only_leads_down_is_none() =>
        Assert.Empty(Cycles("A.One B.One", "A.One C.One", "B.One C.One", "A.One A.Two", "A.Two A.One"));

    private static IReadOnlyList<string> Cycles(params string[] references) => new NamespaceGraph(references.Select(Pair)).Cycles();

    private static TypeReferencePair Pair(string reference)
    {
        TypeName[] types = [.. reference.Split(' ').Select(t => t.Split('.')).Select(t => new TypeName(t[0], t[1]))];
        return new TypeReferencePair(types[0], types[1]);
    }
}
