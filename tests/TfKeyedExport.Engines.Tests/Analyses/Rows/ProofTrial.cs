using CsCheck;
using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Holds what the analysis of rows proves of a model against the embedded engine: rows in random batches must get the same bits everywhere.</summary>
/// <param name="model">The model.</param>
/// <param name="names">The names of its inputs.</param>
/// <param name="columns">Its inputs; those with rows hold the rows that batches are made of.</param>
/// <param name="batched">Which of them have rows.</param>
internal sealed class ProofTrial(SavedModel model, IReadOnlyList<string> names, IReadOnlyList<Tensor> columns, IReadOnlyList<bool> batched)
{
    private static readonly int[] Sizes = [1, 2, 3, 0, 5, 1, 8, 17, 2, 1, 3, 4, 1, 70];

    // What each row got, by output: whatever comes later must be the same.
    private readonly Dictionary<(int Row, int Output), Tensor> _seen = [];
    private readonly Dictionary<int, TensorShape> _shapes = [];
    private Graph? _graph;

    /// <summary>What the graph says of each output; nothing before <see cref="Claims"/>.</summary>
    public OutputProof[] Proofs { get; private set; } = [];

    /// <summary>Where the first output that is not proved loses rows; null if all are.</summary>
    public NodeCulprit? Culprit => Proofs.FirstOrDefault(p => !p.IsProved)?.Culprit;

    /// <summary>How many rows were compared with what they got before.</summary>
    public int Compared { get; private set; }

    /// <summary>Which outputs are proved to give each row an answer of its own.</summary>
    /// <param name="declared">The shapes that inputs are declared with; null: as they are, with an open number of rows.</param>
    public bool[] Claims(Func<int, TensorShape>? declared = null)
    {
        // The graph is the same each time, and so is not built again.
        Graph graph = _graph ??= CallableGraph.Build(new GraphSource(model.MetaGraphs[0]), Signature);
        var rows = new List<RowState>();
        for (int i = 0; i < Signature.Inputs.Count; i++)
        {
            int column = IndexOf(Signature.Inputs[i].Name);
            KnownValues.Declare(
                graph.Parameters[i], declared?.Invoke(column) ?? (batched[column] ? columns[column].Shape.WithBatch(-1) : columns[column].Shape));
            rows.Add(batched[column] ? new RowsState(0, RowMap.Rows) : RowState.Shared);
        }
        var known = new KnownValues();
        Proofs = RowProof.Of(graph, known, rows, new WrittenState());
        // What has no rows needs no proof, and says nothing here.
        var shapes = new Lazy<ShapeAnalysis>(() => new RowAnalysis(graph, known, rows).Shapes);
        return [.. graph.Results.Select((r, i) => Proofs[i].IsProved && shapes.Value[r].Sizes is not { Length: 0 })];
    }

    /// <summary>Makes random batches; gives the first difference, or null if there is none.</summary>
    /// <param name="claimed">The outputs to compare.</param>
    /// <param name="seed">Decides the batches.</param>
    /// <param name="rounds">How often all sizes are tried.</param>
    public string? Refute(IReadOnlyList<bool> claimed, ulong seed, int rounds = 1)
    {
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions { TimeLimit = TimeSpan.FromSeconds(2), MemoryLimit = 1 << 28 });
        ISignatureRunner runner = host.Prepare("serving_default");
        int[] order = [.. runner.Signature.Inputs.Select(i => IndexOf(i.Name))];
        int count = columns.Where((_, i) => batched[i]).Min(c => (int)c.Shape[0]);
        var random = new PCG(1, seed);
        for (int round = 0; round < rounds; round++)
        {
            foreach (int size in Sizes)
            {
                if (count == 0 && size > 0)
                    continue;
                int[] rows = [.. Enumerable.Range(0, size).Select(_ => (int)random.Next((uint)count))];
                // Now and then one row beside a single other one, all over the place.
                if (random.Next(4) == 0 && size > 2)
                    rows = [.. rows.Select((r, i) => i == 1 ? r : rows[0])];
                if (Run(runner, [.. order.Select(i => batched[i] ? columns[i].Gather(rows) : columns[i])]) is { } answer
                    && Compare(answer, rows, claimed) is { } difference)
                    return difference;
            }
        }
        return null;
    }

    private ModelSignature Signature => model.MetaGraphs[0].Signature("serving_default")!;

    private int IndexOf(string name) => names.ToList().IndexOf(name);

    private static Tensor[]? Run(ISignatureRunner runner, Tensor[] inputs)
    {
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        try
        {
            runner.Run(inputs, outputs);
            return outputs;
        }
        catch (TfKeyedException)
        {
            // Only what is answered is proved.
            return null;
        }
    }

    private string? Compare(Tensor[] answer, int[] rows, IReadOnlyList<bool> claimed)
    {
        for (int output = 0; output < answer.Length; output++)
        {
            if (!claimed[output])
                continue;
            if (answer[output].Shape.Rank == 0 || answer[output].Shape[0] != rows.Length)
                return $"output {output} has the shape {answer[output].Shape} for {rows.Length} rows";
            // An empty batch has no row that could get something else; TensorFlow reads an open size of [0, -1] as 1 there.
            TensorShape shape = answer[output].Shape.WithBatch(-1);
            if (rows.Length > 0 && !_shapes.TryAdd(output, shape) && _shapes[output] != shape)
                return $"output {output} has the shape {shape} in a batch of {rows.Length}, and {_shapes[output]} in another one";
            for (int i = 0; i < rows.Length; i++)
            {
                if (_seen.TryAdd((rows[i], output), answer[output].Row(i)))
                    continue;
                Compared++;
                if (!answer[output].RowBitEquals(i, _seen[(rows[i], output)], 0))
                    return $"output {output}: the row {rows[i]} gets something else in the batch [{string.Join(", ", rows)}] than before";
            }
        }
        return null;
    }
}
