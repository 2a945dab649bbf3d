using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Analyses.Predicates;

public class PredicateTests
{
    private const string Two = """
        x Placeholder dtype=float
        a Const dtype=float value=10
        b Const dtype=float value=-10
        over Greater x a T=float
        under Less x b T=float

        """;

    private const string Choice = "\ny SelectV2 is x a T=float";

    [Theory]
    [InlineData("is LogicalOr over under", new float[] { 12, -11 }, new double[] { 0, 0 })]
    [InlineData("is LogicalOr over under", new float[] { 3, -4 }, new[] { 2.079, 1.946 })]
    [InlineData("n LogicalNot under\nis LogicalAnd over n", new float[] { 12, 3 }, new[] { 0, 2.079 })]
    [InlineData("t LogicalAnd over under\nis LogicalNot t", new float[] { 12, 3 }, new double[] { 0, 0 })]
    [InlineData("is IsNan x T=float", new[] { 12, float.NaN }, new double[] { 1, 0 })]
    public void A_truth_value_says_how_far_each_row_is_from_it(string nodes, float[] rows, double[] expected)
    {
        (Predicate predicate, NodeOutput x) = Read(Two + nodes + Choice);

        Assert.Equal(expected, Distances(predicate, x, rows).Values.Select(v => Math.Round(v, 3)));
    }

    [Theory]
    [InlineData("Any", true, 1.792)]
    [InlineData("Any", false, 0)]
    [InlineData("All", true, 2.079 + 1.792)]
    public void What_is_reduced_within_a_row_is_told_of_the_row(string reduction, bool wanted, double expected)
    {
        (Predicate predicate, NodeOutput x) = Read($"{Two}axis Const dtype=int32 value=1\nis {reduction} over axis Tidx=int32 keep_dims=false{Choice}");

        Distances distances = Distances(predicate, x, Tensor.From<float>(new TensorShape(1, 2), [3, 5]), new Goal(wanted));

        Assert.Equal([1], distances.Shape);
        Assert.Equal(expected, distances.Least, 0.001);
    }

    [Fact]
    public void Equal_whole_numbers_are_near_by_bits_or_by_size()
    {
        Assert.Equal(4, Comparison.Equal.Distance(7, 8, new Goal(true, ByBits: true)));
        Assert.Equal(Math.Log(2), Comparison.Equal.Distance(7, 8, new Goal(true)));
        Assert.Equal(0, Comparison.Equal.Distance(8, 8, new Goal(true, ByBits: true)));
        Assert.True(Comparison.Equal.Distance(8, 8, new Goal(false)) > 0);
    }

    [Fact]
    public void What_is_no_number_is_as_far_as_can_be()
    {
        (Predicate predicate, NodeOutput x) = Read($"{Two}is Identity over T=bool{Choice}");

        Assert.Equal(double.PositiveInfinity, Distances(predicate, x, [float.NaN]).Least);
    }

    [Fact]
    public void A_condition_of_the_batch_and_one_of_each_row_are_told_together()
    {
        (Predicate predicate, NodeOutput x) = Read(Two + """
            axis Const dtype=int32 value=0
            mean Mean x axis T=float Tidx=int32 keep_dims=false
            high Greater mean a T=float
            is LogicalAnd over high
            """ + Choice);

        Assert.Equal([3], Distances(predicate, x, [3, 12, 30], mean: 15).Shape);
    }

    [Fact]
    public void Sizes_alone_are_no_conditions_of_what_inputs_hold() => Assert.Empty(ReadAll("""
        x Placeholder dtype=float
        n Size x T=float out_type=int32
        most Const dtype=int32 value=10
        is Greater n most T=int32
        a Const dtype=float value=1
        y SelectV2 is x a T=float
        """).Predicates);

    [Fact]
    public void Logic_without_end_is_cut_off()
    {
        string chain = string.Concat(Enumerable.Range(1, 40).Select(i => $"l{i} LogicalAnd l{i - 1} l{i - 1}\n"));
        string nodes = $"{Two}l0 Identity over T=bool\n{chain}is Identity l40 T=bool";

        (Predicate predicate, NodeOutput _) = Read(nodes + Choice);

        Assert.InRange(predicate.Leaves.Count(), 1, 200);
    }

    private static (Predicate Predicate, NodeOutput X) Read(string nodes)
    {
        (IReadOnlyList<Predicate> predicates, NodeOutput x) = ReadAll(nodes);
        return (Assert.Single(predicates), x);
    }

    private static (IReadOnlyList<Predicate> Predicates, NodeOutput X) ReadAll(string nodes)
    {
        MetaGraph model = GraphText.Model(nodes, ["y:0#"]).MetaGraphs[0];
        Graph graph = SignatureGraph.Build(new GraphSource(model), model.Signature("serving_default")!);
        return ([.. PredicateReader.Read(graph, graph.Parameters)], graph.Parameters[0].Output());
    }

    private static Distances Distances(Predicate predicate, NodeOutput x, float[] rows, float mean = 0) =>
        Distances(predicate, x, Tensor.From<float>(rows), new Goal(true), mean);

    // Only what these graphs compare: the input, its mean, constants.
    private static Distances Distances(Predicate predicate, NodeOutput x, Tensor rows, Goal goal, float mean = 0)
    {
        Distances? distances = predicate.Of(
            leaf => leaf == x ? rows
                : leaf.Node.Work.Name switch
                {
                    "Mean" => Tensor.From(TensorShape.Scalar, [mean]),
                    "IsNan" => Tensor.From<bool>([.. rows.Values<float>().ToArray().Select(float.IsNaN)]),
                    _ => Tensor.From(TensorShape.Scalar, [leaf.Node.Attributes.Tensor("value").FloatVal[0]]),
                },
            goal);
        Assert.NotNull(distances);
        return distances;
    }
}
