using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Rows to run a model with: made of what the model itself knows (vocabularies, boundaries, ids), or given.</summary>
public sealed class SampleRows
{
    private readonly Pool _pool;

    private SampleRows(SampleSet set)
    {
        _pool = set.Pool;
        Remarks = set.Remarks;
    }

    /// <summary>How many different rows there are; larger batches repeat them.</summary>
    public int Count => _pool.Count;

    /// <summary>The only batch size that the signature takes; null if it takes any.</summary>
    public int? FixedBatchSize => _pool.Layout.FixedSize;

    /// <summary>Whether each input has an entry for each row, so that a row is a value of each of them.</summary>
    internal bool HaveAllInputs => _pool.Layout.Ragged.Count == 0 && _pool.Layout.Batched.All(b => b);

    /// <summary>Where the rows come from, for people.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Makes rows for a signature, or takes given ones.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="rows">How many different rows to make.</param>
    /// <param name="seed">Decides the rows.</param>
    /// <param name="examples">Rows to use instead of made-up ones.</param>
    /// <param name="tags">The tags of the metagraph; null takes the one that a host opens.</param>
    /// <exception cref="TfKeyedException">There is no such signature, or the examples do not fit it.</exception>
    public static SampleRows Make(
        SavedModel model, string signature, int rows = 64, long seed = 0, ExampleRows? examples = null, IReadOnlyList<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        MetaGraph metaGraph = MetaGraphChoice.Of(model, tags);
        ModelSignature found = metaGraph.Signature(signature) ?? throw TfKeyedException.Unreadable(
            $"there is no signature '{signature}'", model.Folder, "name one with --signature; tfkeyed inspect lists them");
        IReadOnlyList<KeyPair> keys = [.. KeyPaths.Find(metaGraph, found).Select(p => new KeyPair(p.Input, p.Output))];
        var graphs = new ModelGraphs(model, tags);
        BatchLayout layout = CheckedLayout.Of(found, keys, RaggedFinder.Find(graphs, found));
        return new SampleRows(new Sampler(graphs, new Subject(found, keys), layout, seed).Make(rows, examples));
    }

    /// <summary>The inputs of one call, in the signature's order.</summary>
    /// <param name="size">The number of rows; the sample rows come again and again if there are fewer.</param>
    public Tensor[] Batch(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        int[] rows = new int[size];
        for (int i = 0; i < size; i++)
            rows[i] = i % _pool.Count;
        return _pool.Gather(rows);
    }

    /// <summary>The inputs of one call with these rows, in the signature's order.</summary>
    /// <param name="rows">Numbers of rows, below <see cref="Count"/>.</param>
    internal Tensor[] Batch(int[] rows) => _pool.Gather(rows);
}
