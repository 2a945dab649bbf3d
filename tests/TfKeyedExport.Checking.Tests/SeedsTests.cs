using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

public class SeedsTests
{
    [Fact]
    public void Safe_seeds_are_all_tried()
    {
        CheckReport report = Run(Models.Rows(v => v * v), 3);

        report.IsSafe();
        Assert.Equal((3, 7), (report.Seeds, report.Seed));
    }

    [Fact]
    public void The_first_unsafe_seed_ends_it_and_is_told()
    {
        int opened = 0;
        CheckReport report = Run(Models.Stateful(() =>
        {
            // Each seed opens the model a few times: what it is from the sixth time on is nothing to the first seed.
            bool isLater = ++opened > 5;
            return x => isLater ? [.. x.Reverse()] : x;
        }), 20);

        Assert.Equal((Verdict.Unsafe, true), (report.Verdict, report.Seeds is > 1 and < 20));
        Assert.Equal(7 + report.Seeds - 1, report.Seed);
    }

    private static CheckReport Run(FakeModel model, int seeds)
    {
        var saved = new SavedModel("keyed", new SavedModelProto { MetaGraphs = { new MetaGraphDef() } });
        return new KeyCheck(new FakeEngine(new Dictionary<SavedModel, FakeModel> { [saved] = model }), saved) { Seed = 7, Seeds = seeds }
            .Run(TestContext.Current.CancellationToken);
    }
}
