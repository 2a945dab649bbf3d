using Xunit;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Random graphs: whatever is proved of one of their tensors must hold in random batches.</summary>
public class RandomGraphTests
{
    private const int Graphs = 400;

    [Fact]
    public void Whatever_is_proved_of_random_graphs_holds_in_random_batches()
    {
        var sum = new RandomGraphSum();
        for (int seed = 0; seed < Graphs; seed++)
            sum.Try((ulong)seed);

        Assert.True(sum.Differences.Count == 0, string.Join("\n", sum.Differences));
        TestContext.Current.SendDiagnosticMessage(sum.ToString());
        // Else the graphs say nothing.
        Assert.True(sum.Proved > Graphs / 3 && sum.Held > sum.Proved / 2, sum.ToString());
    }
}
