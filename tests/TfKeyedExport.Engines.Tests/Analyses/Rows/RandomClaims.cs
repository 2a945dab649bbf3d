using TfKeyedExport.Errors;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>A random graph, and what is proved of its tensors: what a mutant proves beside that must hold too.</summary>
internal sealed class RandomClaims
{
    private readonly ulong _seed;
    private readonly RandomRowGraph _graph;
    private readonly string[] _tensors;
    private readonly ProofTrial _trial;
    private readonly bool[] _claims;

    private RandomClaims(ulong seed)
    {
        _seed = seed;
        _graph = new RandomRowGraph(seed);
        _tensors = [.. _graph.Tensors];
        _trial = _graph.Trial(_tensors, 1);
        _claims = _trial.Claims();
    }

    /// <summary>One of a seed; null if it contradicts itself.</summary>
    public static RandomClaims? Of(ulong seed)
    {
        try
        {
            return new RandomClaims(seed);
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    /// <summary>What is proved now, was not before, and is not true; null if nothing is.</summary>
    public string? Refuted()
    {
        try
        {
            bool[] claims = _trial.Claims();
            return Enumerable.Range(0, claims.Length).Where(i => claims[i] && !_claims[i])
                .SelectMany(i => ((int[])[1, 0, 2, 3, -1]).Select(k => Refuted(i, k))).FirstOrDefault(r => r is not null);
        }
        catch (Exception e)
        {
            return $"random graph {_seed}: {e.GetType().Name}";
        }
    }

    private string? Refuted(int tensor, int k)
    {
        try
        {
            return _graph.Trial([_tensors[tensor]], k).Refute([true], _seed) is { } difference ? $"random graph {_seed}: {difference}" : null;
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }
}
