using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Engines.Tests.SameBits;

/// <summary>What was found of one signature.</summary>
/// <param name="Signature">Its name.</param>
/// <param name="Bits">What came of it.</param>
/// <param name="Detail">The difference, or why nothing could be compared.</param>
internal sealed record SignatureBits(string Signature, RowBits Bits, string? Detail);

/// <summary>Compares rows of whole models in random batches with the same rows alone: those of their golden cases, and made-up ones.</summary>
internal static class ModelRows
{
    private const int MadeUp = 40;

    private static readonly int[] Sizes = [2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 49, 64, 97, 200];

    /// <summary>Tries every signature of a model; of a model without one, the function that an export takes.</summary>
    /// <param name="folder">The model's folder; golden cases lie beside it as <c>NAME.golden.json</c>.</param>
    /// <param name="threads">Threads of the engine; 0 for all.</param>
    /// <param name="seed">Decides rows and batches.</param>
    public static IReadOnlyList<SignatureBits> Compare(string folder, int threads, long seed)
    {
        SavedModel model = SavedModel.Load(folder);
        GoldenDocument? golden = File.Exists(folder + ".golden.json") ? GoldenDocument.Load(folder + ".golden.json") : null;
        var options = new HostOptions { Threads = threads };
        using IModelHost host = new EmbeddedEngine().Open(model, options);
        var servable = host.Signatures.Where(s => !s.StartsWith("__", StringComparison.Ordinal)).ToList();
        if (servable.Count > 0)
            return [.. servable.Select(s => Signature(model, host, s, golden, seed))];
        SavedModel wrapped = KeyingPlan.For(model, new KeyingRequest { Keys = [] }).Apply();
        using IModelHost function = new EmbeddedEngine().Open(wrapped, options);
        return [Signature(wrapped, function, ModelSignature.ServingDefault, golden, seed)];
    }

    private static SignatureBits Signature(SavedModel model, IModelHost host, string name, GoldenDocument? golden, long seed)
    {
        try
        {
            ISignatureRunner runner = host.Prepare(name);
            ModelSignature signature = runner.Signature;
            IReadOnlyList<KeyPair> keys = [];
            BatchLayout layout = CheckedLayout.Of(signature, keys);
            var subject = new Subject(signature, keys);
            var pools = new List<Pool>();
            if (GoldenPool(signature, layout, golden) is { } recorded)
                pools.Add(recorded);
            pools.Add(new Sampler(new ModelGraphs(model, null), subject, layout, seed).Make(MadeUp, null).Pool);
            var found = new SignatureBits(name, RowBits.NothingToCompare, null);
            foreach (Pool pool in pools)
            {
                var trial = new RowTrial(pool.Columns, layout.Batched, inputs => RowTrial.Run(runner, inputs), layout.FixedSize ?? 1);
                RowBits bits = trial.Run(layout.FixedSize is int only ? Enumerable.Repeat(only, 10) : Sizes, (ulong)seed);
                if (bits > found.Bits)
                    found = new SignatureBits(name, bits, trial.Difference);
            }
            return found;
        }
        catch (TfKeyedException error)
        {
            return new SignatureBits(name, RowBits.NothingToCompare, error.Message);
        }
    }

    private static Pool? GoldenPool(ModelSignature signature, BatchLayout layout, GoldenDocument? golden)
    {
        GoldenCase[] cases = [.. golden?.Cases.Where(c => c.Outputs is not null && (c.Signature ?? signature.Name) == signature.Name
            && signature.Inputs.All(i => c.Inputs.ContainsKey(i.Name))) ?? []];
        var columns = new Tensor[signature.Inputs.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            string input = signature.Inputs[i].Name;
            Tensor[] given = [.. cases.Select(c => c.Inputs[input])];
            if (given.Length == 0 || given.Any(g => layout.Batched[i] && g.Shape.Rank == 0))
                return null;
            if ((layout.Batched[i] ? TensorRows.Concatenate(given) : given[0]) is not { } column)
                return null;
            columns[i] = column;
        }
        int[] counts = [.. columns.Where((_, i) => layout.Batched[i]).Select(c => (int)c.Shape[0]).Distinct()];
        return counts.Length == 1 ? new Pool(layout, columns, counts[0]) : null;
    }
}
