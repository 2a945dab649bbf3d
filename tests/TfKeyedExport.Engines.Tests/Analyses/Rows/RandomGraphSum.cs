using TfKeyedExport.Errors;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Tries random graphs, and counts.</summary>
internal sealed class RandomGraphSum
{
    private const int MostTensors = 4;

    /// <summary>How many graphs there were.</summary>
    public int Graphs { get; private set; }

    /// <summary>How many had a tensor of which something was proved.</summary>
    public int Proved { get; private set; }

    /// <summary>Of how many tensors something was proved and rows were compared.</summary>
    public int Held { get; private set; }

    /// <summary>How many rows were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>What was proved and is not true.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Tries one.</summary>
    public void Try(ulong seed, int rounds = 1)
    {
        Graphs++;
        var graph = new RandomRowGraph(seed);
        string[] tensors = [.. graph.Tensors];
        bool[] claims;
        try
        {
            claims = graph.Trial(tensors, 1).Claims();
        }
        catch (TfKeyedException)
        {
            return;
        }
        int last = 0;
        for (int i = tensors.Length - 1; i >= 0 && last < MostTensors; i--)
        {
            if (!claims[i])
                continue;
            Proved += last++ == 0 ? 1 : 0;
            int before = Differences.Count;
            long compared = Compared;
            foreach (int k in (int[])[1, 0, 2, 3, -1])
                Try(graph, tensors[i], k, seed, rounds);
            Held += Compared > compared ? 1 : 0;
            if (Differences.Count > before)
                return;
        }
    }

    private void Try(RandomRowGraph graph, string tensor, int k, ulong seed, int rounds)
    {
        ProofTrial trial = graph.Trial([tensor], k);
        try
        {
            if (trial.Refute([true], seed, rounds) is { } difference)
                Differences.Add($"graph {seed}, {tensor}, k {k}: {difference}\n{graph.Text}");
        }
        catch (TfKeyedException)
        {
            // A graph that contradicts itself.
        }
        Compared += trial.Compared;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Graphs} graphs, {Proved} with something proved; {Held} tensors with rows compared, {Compared} comparisons; {Differences.Count} not true";
}
