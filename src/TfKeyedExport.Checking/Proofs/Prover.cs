using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Proofs;

/// <summary>Proves of a signature's outputs what the graph alone shows; nothing is run.</summary>
internal static class Prover
{
    /// <summary>For each output of the signature, whether it is proved, or where that fails.</summary>
    /// <param name="graphs">The model's graphs.</param>
    /// <param name="subject">The signature and its keys.</param>
    /// <param name="layout">Which inputs have rows.</param>
    public static OutputProof[] Prove(ModelGraphs graphs, Subject subject, BatchLayout layout)
    {
        ModelSignature signature = subject.Signature;
        OutputProof[] proofs = [.. signature.Outputs.Select(_ => OutputProof.Unknown)];
        // What is no tensor reaches the graph by other ways than its parameters.
        if (signature.Inputs.Any(i => !i.IsTensor) || graphs.Of(signature) is not { } graph)
            return proofs;
        try
        {
            OutputProof[] results = RowProof.Of(graph, KnownTensors.Of(graphs, graph, signature), [.. Parameters(graph, layout)], Written(graphs, signature));
            int[] fetched = SignatureGraph.Fetched(signature);
            for (int i = 0; i < fetched.Length; i++)
                proofs[fetched[i]] = results[i].IsProved && !ComesBack(graph, subject, fetched[i], graph.Results[i]) ? OutputProof.Unknown : results[i];
        }
        catch (TfKeyedException)
        {
            // A damaged graph proves nothing; whoever runs it says what is wrong with it.
        }
        return proofs;
    }

    // A call to another signature may come between two calls to this one. What is no tensor stands in no graph here, and may be why something is written.
    private static WrittenState Written(ModelGraphs graphs, ModelSignature signature)
    {
        var written = new WrittenState();
        foreach (ModelSignature other in graphs.MetaGraph!.Signatures)
        {
            Graph? graph = graphs.Of(other);
            // The signature's own graph is looked through by its proof.
            if (graph is not null && other.Name != signature.Name)
                written.Scan(graph);
            if (other.IsServable && (graph is null || other.Outputs.Any(o => !o.IsTensor)))
                written.TakeAll();
        }
        return written;
    }

    // A key must be the one that was sent, not only one of its own row's.
    private static bool ComesBack(Graph graph, Subject subject, int output, NodeOutput result) =>
        subject.KeyInput(output) is not int input || result.Passed == graph.Parameters[input].Output();

    private static IEnumerable<RowState> Parameters(Graph graph, BatchLayout layout)
    {
        for (int i = 0; i < graph.Parameters.Count; i++)
        {
            yield return layout.Ragged.FirstOrDefault(r => r.Has(i)) is { } ragged ? OfRagged(graph, ragged, i)
                : layout.Batched[i] ? new RowsState(0, RowMap.Rows) : RowState.Shared;
        }
    }

    private static RowState OfRagged(Graph graph, RaggedInput ragged, int input)
    {
        if (ragged.Splits.Count > 1)
            return new LostState(new NodeCulprit(
                graph.Parameters[input], Loss.Unknown, "is a part of a tensor that is ragged in several dimensions, which is not followed"));
        var values = new ListMap(graph.Parameters[ragged.Values], 0, RowMap.Rows);
        return input == ragged.Values ? new RowsState(0, values) : new SplitsState(values, RowMap.Rows);
    }
}
