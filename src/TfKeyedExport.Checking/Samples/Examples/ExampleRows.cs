using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Rows that the user gives.</summary>
public sealed class ExampleRows
{
    /// <summary>Makes rows of columns.</summary>
    /// <param name="columns">A tensor by input name; batched inputs have one row an example.</param>
    /// <param name="count">The number of examples.</param>
    public ExampleRows(IReadOnlyDictionary<string, Tensor> columns, int count)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Columns = columns;
        Count = count;
    }

    /// <summary>
    /// Reads rows from a file: CSV with a header (<c>.csv</c>), JSON lines of objects, a predict request, or golden cases.
    /// Columns of a CSV that are no inputs are <see cref="LeftOut"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model that they are for.</param>
    /// <param name="signature">The signature that they are for; its keys may be left out.</param>
    /// <param name="tags">The tags of the metagraph; null takes the one that a host opens.</param>
    /// <param name="named">Keys that may be left out too.</param>
    /// <exception cref="TfKeyedException">The file cannot be read, or does not fit the signature.</exception>
    public static ExampleRows Load(string path, SavedModel model, string signature, IReadOnlyList<string>? tags = null, IReadOnlyList<KeyPair>? named = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(model);
        MetaGraph? metaGraph = MetaGraphChoice.Find(model, tags);
        ModelSignature found = metaGraph?.Signature(signature)
            ?? throw TfKeyedException.Unreadable($"there is no signature '{signature}'", model.Folder, "Name one with --signature; tfkeyed inspect lists them");
        var keys = KeyPaths.Find(metaGraph, found).Select(k => k.Input).Concat(named?.Select(k => k.Input) ?? []).ToHashSet(StringComparer.Ordinal);
        return ExampleFile.Read(path, found, keys);
    }

    /// <summary>Tensors by input name.</summary>
    public IReadOnlyDictionary<string, Tensor> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Columns of the file that are no inputs of the signature, and were left out.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    /// <summary>The same rows, with a remark about the columns that their file has beside them.</summary>
    internal ExampleRows WithoutColumns(IReadOnlyList<string> names) => new(Columns, Count) { LeftOut = names };

    /// <summary>As many of the rows as are wanted, evenly spread.</summary>
    /// <param name="rows">How many at most.</param>
    /// <param name="batched">The inputs that have a row an example.</param>
    internal ExampleRows Take(int rows, IReadOnlySet<string> batched)
    {
        if (Count <= rows)
            return this;
        int[] chosen = [.. Enumerable.Range(0, rows).Select(i => (int)((long)i * Count / rows))];
        return new ExampleRows(
            Columns.ToDictionary(
                c => c.Key, c => batched.Contains(c.Key) && c.Value.Shape.Rank > 0 && c.Value.Shape[0] == Count ? c.Value.Gather(chosen) : c.Value),
            rows)
        { LeftOut = LeftOut };
    }
}
