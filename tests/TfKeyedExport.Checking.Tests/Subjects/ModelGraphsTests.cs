using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Subjects;

/// <summary>A model is read once, for all who want to know something of it.</summary>
public sealed class ModelGraphsTests
{
    [Fact]
    public void The_graph_of_a_signature_is_made_once()
    {
        var graphs = new ModelGraphs(SavedModel.Load(Repository.Model("has_key_input")), null);
        ModelSignature signature = graphs.MetaGraph!.Signature(ModelSignature.ServingDefault)!;

        Graph? first = graphs.Of(signature);

        Assert.NotNull(first);
        Assert.Same(first, graphs.Of(signature));
    }

    [Fact]
    public void A_signature_that_cannot_be_followed_has_none()
    {
        var graphs = new ModelGraphs(SavedModel.Load(Repository.Model("has_key_input")), null);
        ModelSignature signature = graphs.MetaGraph!.Signature(ModelSignature.ServingDefault)!;
        ModelSignature broken = signature with { Outputs = [.. signature.Outputs.Select(o => o with { TensorName = "nowhere:0" })] };

        Assert.Null(graphs.Of(broken));
    }

    [Fact]
    public void A_model_without_the_metagraph_has_none()
    {
        var graphs = new ModelGraphs(SavedModel.Load(Repository.Model("has_key_input")), ["another"]);

        Assert.Null(graphs.MetaGraph);
        Assert.Null(graphs.Of(SavedModel.Load(Repository.Model("has_key_input")).MetaGraphs[0].Signatures[0]));
    }
}
