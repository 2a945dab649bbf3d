using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Probing;

/// <summary>Who chose an engine has the model open already.</summary>
public sealed class OpenedModelTests
{
    private static readonly SavedModel Model = new("keyed", new SavedModelProto { MetaGraphs = { new MetaGraphDef() } });
    private static readonly Func<FakeEngine> NewEngine = () => new FakeEngine(new Dictionary<SavedModel, FakeModel> { [Model] = Models.Rows(x => x + 1) });

    [Fact]
    public void A_model_that_is_open_is_opened_once_less_and_judged_alike()
    {
        FakeEngine closed = NewEngine(), open = NewEngine();

        CheckReport expected = new KeyCheck(closed, Model) { Seed = 7 }.Run(TestContext.Current.CancellationToken);
        CheckReport report = new KeyCheck(open, Model) { Seed = 7 }.Run(
            open.Open(Model, new HostOptions(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(closed.Openings, open.Openings);
        Assert.Equal(0, open.StillOpen);
        Assert.Equal((expected.Verdict, expected.Calls), (report.Verdict, report.Calls));
        Assert.Equal(expected.Properties, report.Properties);
    }

    [Fact]
    public void A_model_that_is_open_is_closed_whatever_happens()
    {
        FakeEngine engine = NewEngine();
        IModelHost host = engine.Open(Model, new HostOptions(), TestContext.Current.CancellationToken);

        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyCheck(engine, Model) { Rows = 0 }.Run(host, TestContext.Current.CancellationToken));

        Assert.Equal(0, engine.StillOpen);
    }
}
