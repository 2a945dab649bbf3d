using CsCheck;
using TfKeyedExport.Embedded;
using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.SameBits;

/// <summary>Compares rows of single operations in random batches with the same rows alone.</summary>
/// <remarks>
/// Which inputs carry rows is not declared anywhere: each input by itself and all of one length together are tried. Where every answer is near the one that its
/// row got alone, the operation is used row by row, and then the bits must be the same; where one is not, it mixes rows, as a sum over the first axis does.
/// </remarks>
internal static class OperationRows
{
    /// <summary>Operations for which it does not hold along the second axis, and why.</summary>
    private static readonly Dictionary<string, string> OnlyAlongTheFirstAxis = new(StringComparer.Ordinal)
    {
        ["SegmentMax"] = "beside a NaN, TensorFlow's answer depends on how many columns there are, and ours is the same",
        ["SegmentMin"] = "the same",
    };

    private static readonly int[] Sizes = [2, 3, 5, 8, 13, 33, 70];

    /// <summary>The first case whose rows are rounded differently in a batch; null if there is none.</summary>
    /// <param name="recipe">Where the cases come from.</param>
    /// <param name="cases">How many are drawn.</param>
    /// <param name="threads">Threads of the engine; 0 for all.</param>
    /// <param name="compared">How many rows were compared.</param>
    public static string? Find(Recipe recipe, int cases, int threads, out int compared)
    {
        var random = new PCG(1, 7);
        compared = 0;
        for (int i = 0; i < cases; i++)
        {
            OpCase opCase = recipe.Cases.Generate(random, null, out _);
            if (Find(opCase, threads, (ulong)i, ref compared) is { } difference)
                return $"{opCase}: {difference}";
        }
        return null;
    }

    /// <summary>The same of one case; adds up what was compared.</summary>
    public static string? Find(OpCase opCase, int threads, ulong seed, ref int compared)
    {
        try
        {
            using IModelHost host = new EmbeddedEngine().Open(
                opCase.Model(), new HostOptions { Threads = threads, TimeLimit = TimeSpan.FromSeconds(2), MemoryLimit = 1 << 28 });
            ISignatureRunner runner = host.Prepare("serving_default");
            int[] fed = [.. runner.Signature.Inputs.Select(i => int.Parse(i.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))];
            Tensor[] columns = [.. fed.Select(i => opCase.Inputs[i])];
            foreach (bool[] batched in Candidates(columns))
            {
                var trial = new RowTrial(columns, batched, inputs => RowTrial.Run(runner, inputs));
                RowBits bits = trial.Run(Sizes, seed);
                compared += bits == RowBits.Mixed ? 0 : trial.Compared;
                if (bits == RowBits.Rounded)
                    return $"{trial.Difference} (rows in {string.Join(", ", columns.Where((_, i) => batched[i]))})";
                if (OnlyAlongTheFirstAxis.ContainsKey(opCase.Op) || Inner(columns, batched, inputs => RowTrial.Run(runner, inputs)) is not { } inner)
                    continue;
                bits = inner.Run(Sizes, seed);
                compared += bits == RowBits.Mixed ? 0 : inner.Compared;
                if (bits == RowBits.Rounded)
                    return $"{inner.Difference} (rows along the second axis of {string.Join(", ", columns.Where((_, i) => batched[i]))})";
            }
            return null;
        }
        catch (TfKeyedException)
        {
            // A case whose point is the error.
            return null;
        }
    }

    // Rows along the second axis, as where time comes first: null if there is none.
    private static RowTrial? Inner(Tensor[] columns, bool[] batched, Func<Tensor[], Tensor[]?> run)
    {
        if (columns.Where((c, i) => batched[i] && (c.Shape.Rank < 2 || c.Count == 0 || c.Type == DataType.String)).Any()
            || columns.Where((_, i) => batched[i]).Select(c => c.Shape[1]).Distinct().Count() != 1)
            return null;
        Tensor[] Swapped(Tensor[] tensors) => [.. tensors.Select((t, i) => batched[i] ? Swap(t) : t)];
        return new RowTrial(Swapped(columns), batched, inputs =>
        {
            Tensor first = inputs.Where((_, i) => batched[i]).First();
            // Of what is smaller by an axis, the first one is gone.
            bool IsSwapped(Tensor o) => o.Type != DataType.String && o.Shape.Rank == first.Shape.Rank && o.Shape[1] == first.Shape[0];
            return run(Swapped(inputs))?.Select(o => IsSwapped(o) ? Swap(o) : o).ToArray();
        });
    }

    /// <summary>The first two axes exchanged.</summary>
    public static Tensor Swap(Tensor tensor)
    {
        long outer = tensor.Shape[0], inner = tensor.Shape[1];
        ReadOnlySpan<long> rest = tensor.Shape.Dimensions[2..];
        int size = tensor.Count == 0 ? 0 : tensor.Bytes.Length / (int)(outer * inner);
        byte[] bytes = new byte[tensor.Bytes.Length];
        for (int i = 0; i < outer && size > 0; i++)
        {
            for (int j = 0; j < inner; j++)
                tensor.Bytes.Span.Slice(((i * (int)inner) + j) * size, size).CopyTo(bytes.AsSpan(((j * (int)outer) + i) * size));
        }
        return Tensor.FromBytes(tensor.Type, new TensorShape([inner, outer, .. rest]), bytes);
    }

    private static IEnumerable<bool[]> Candidates(Tensor[] columns)
    {
        bool HasRows(Tensor column) => column.Shape.Rank > 0 && column.Shape[0] > 0 && column.Type != DataType.Resource && column.Type != DataType.Variant;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (long length in columns.Where(HasRows).Select(c => c.Shape[0]).Distinct())
        {
            bool[] all = [.. columns.Select(c => HasRows(c) && c.Shape[0] == length)];
            if (seen.Add(string.Join(',', all)))
                yield return all;
        }
        for (int only = 0; only < columns.Length; only++)
        {
            bool[] one = [.. columns.Select((c, i) => i == only && HasRows(c))];
            if (one.Contains(true) && seen.Add(string.Join(',', one)))
                yield return one;
        }
    }
}
