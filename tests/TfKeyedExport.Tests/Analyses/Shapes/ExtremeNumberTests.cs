using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Analyses.Shapes;

/// <summary>Numbers in a model are whatever somebody wrote there.</summary>
public class ExtremeNumberTests
{
    private const string Huge = "l Const dtype=int64 value=[9223372036854775807]\ns Const dtype=int64 value=[4]\nb Const dtype=int64 value=[0]\n";

    private const string Vector = "e Const dtype=int32 value=1\nv Pack e e e e e e N=6 T=int32\n";

    [Fact]
    public void A_product_that_its_type_does_not_hold_is_not_known()
    {
        SymbolicTensor product = Infer(
            "m Const dtype=int32 value=65536\nv Pack m m N=2 T=int32\na Const dtype=int32 value=0\nr Prod v a T=int32 Tidx=int32 keep_dims=false");

        Assert.Null(product.Content);
    }

    [Fact]
    public void A_slice_that_begins_beyond_all_numbers_gives_nothing_that_is_known() =>
        Assert.Null(Infer($"{Huge}{Vector}r Slice v l s T=int32 Index=int64").Content);

    [Fact]
    public void A_stride_beyond_all_numbers_takes_the_first_element() => Assert.Equal(
        new SymbolicSize(1),
        Assert.Single(Infer(
            $"{Huge}{Vector}r StridedSlice v b s l T=int32 Index=int64 begin_mask=0 end_mask=0 ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask=0").Sizes!));

    private static SymbolicTensor Infer(string nodes)
    {
        MetaGraph model = GraphText.Model(nodes, ["r:0#"]).MetaGraphs[0];
        Graph graph = SignatureGraph.Build(new GraphSource(model), model.Signature("serving_default")!);
        return new ShapeAnalysis(graph, new HintScope())[graph.Results[0]];
    }
}
