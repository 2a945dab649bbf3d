using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Hosting.Tests.Choosing;

public class EngineSelectorTests
{
    private static readonly SavedModel Model = SavedModel.Load(Repository.Model("single_tensor"));

    [Fact]
    public void The_first_engine_that_can_run_the_model_is_taken_and_the_other_is_not_even_made()
    {
        using IModelHost host = Choice(EngineKind.Auto, Embedded, () => throw new InvalidOperationException("the other engine was asked"))
            .Open(Model, ["serving_default"], TestContext.Current.CancellationToken).Host;
        Assert.Equal("embedded", host.Engine);
    }

    [Fact]
    public void The_other_is_taken_where_the_first_lacks_something_and_it_is_said_why()
    {
        SelectedEngine selected = Choice(EngineKind.Auto, Lacking("no such operation"), Embedded)
            .Open(Model, ["serving_default"], TestContext.Current.CancellationToken);
        using IModelHost host = selected.Host;
        Assert.Equal("no such operation", selected.PassedOver);
    }

    [Fact]
    public void Where_no_engine_can_run_the_model_both_reasons_are_given()
    {
        EngineChoice choice = Choice(EngineKind.Auto, Lacking("the first reason"), Lacking("the second reason"));
        TfKeyedException error = Assert.Throws<TfKeyedException>(
            () => choice.Open(Model, ["serving_default"], TestContext.Current.CancellationToken));
        Assert.Equal(ErrorKind.Engine, error.Kind);
        Assert.Contains("the first reason", error.What, StringComparison.Ordinal);
        Assert.Contains("the second reason", error.What, StringComparison.Ordinal);
    }

    private static EngineChoice Choice(EngineKind kind, Func<IEngine> embedded, Func<IEngine> tensorFlow) =>
        new(new EngineSelector(embedded, tensorFlow), kind, new HostOptions());

    private static IEngine Embedded() => new EmbeddedEngine();

    private static Func<IEngine> Lacking(string reason) => () => throw TfKeyedException.Engine(reason);
}
