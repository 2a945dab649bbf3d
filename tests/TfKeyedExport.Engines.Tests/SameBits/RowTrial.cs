using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Engines.Tests.SameBits;

/// <summary>What came of comparing rows in random batches with the same rows alone.</summary>
internal enum RowBits
{
    /// <summary>No output has a row for each row of the batch, or no row is answered alone.</summary>
    NothingToCompare,

    /// <summary>Every row has the same bits everywhere.</summary>
    Same,

    /// <summary>Some row has nearly the same answer, but not the same bits.</summary>
    Rounded,

    /// <summary>Some row's answer is another one: the computation mixes rows.</summary>
    Mixed,
}

/// <summary>Compares rows in random batches with the same rows alone, bit for bit.</summary>
/// <param name="columns">The inputs.</param>
/// <param name="batched">Which of them have a row for each row of the batch.</param>
/// <param name="run">Runs a batch; null if the batch is refused.</param>
/// <param name="copies">How often a row stands in a batch that stands for the row alone: more than once where the batch's size is fixed.</param>
internal sealed class RowTrial(IReadOnlyList<Tensor> columns, IReadOnlyList<bool> batched, Func<Tensor[], Tensor[]?> run, int copies = 1)
{
    // What is farther apart than a few roundings take a row-wise computation is another answer.
    private static double Near(DataType type) => type switch
    {
        DataType.Half => 1e-2,
        DataType.Bfloat16 => 5e-2,
        _ => 1e-4,
    };

    private readonly Dictionary<int, Tensor[]?> _alone = [];

    /// <summary>The first difference that was seen, for people.</summary>
    public string? Difference { get; private set; }

    /// <summary>How many rows were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Makes random batches.</summary>
    /// <param name="sizes">Their sizes.</param>
    /// <param name="seed">Decides their rows.</param>
    public RowBits Run(IEnumerable<int> sizes, ulong seed)
    {
        int count = columns.Where((_, i) => batched[i]).Select(c => (int)c.Shape[0]).FirstOrDefault();
        if (count == 0)
            return RowBits.NothingToCompare;
        var random = new PCG(1, seed);
        var worst = RowBits.NothingToCompare;
        foreach (int size in sizes)
        {
            int[] rows = [.. Enumerable.Range(0, size).Select(_ => (int)random.Next((uint)count)).Where(row => Alone(row) is not null)];
            if (rows.Length == 0 || (copies > 1 && rows.Length != copies) || run(Gather(rows)) is not { } together)
                continue;
            for (int output = 0; output < together.Length; output++)
                worst = (RowBits)Math.Max((int)worst, (int)Compare(together[output], rows, output));
            if (worst == RowBits.Mixed)
                break;
        }
        return worst;
    }

    /// <summary>Runs a batch; null if it is refused.</summary>
    public static Tensor[]? Run(ISignatureRunner runner, Tensor[] inputs)
    {
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        try
        {
            runner.Run(inputs, outputs);
            return outputs;
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    private Tensor[] Gather(int[] rows) => [.. columns.Select((c, i) => batched[i] ? c.Gather(rows) : c)];

    private Tensor[]? Alone(int row)
    {
        if (!_alone.TryGetValue(row, out Tensor[]? answer))
            _alone.Add(row, answer = run(Gather([.. Enumerable.Repeat(row, copies)])));
        return answer;
    }

    private RowBits Compare(Tensor together, int[] rows, int output)
    {
        if (together.Shape.Rank == 0 || together.Shape[0] != rows.Length)
            return RowBits.NothingToCompare;
        var worst = RowBits.NothingToCompare;
        for (int i = 0; i < rows.Length; i++)
        {
            Tensor alone = Alone(rows[i])![output];
            if (alone.Shape.Rank == 0 || alone.Shape[0] != copies)
                return RowBits.NothingToCompare;
            Compared++;
            RowBits found = together.RowBitEquals(i, alone, 0) ? RowBits.Same : AreNear(together, i, alone) ? RowBits.Rounded : RowBits.Mixed;
            if (found > RowBits.Same)
                Difference ??= $"output {output}, row {i} of {rows.Length}: {Text(together.Row(i))}, alone {Text(alone.Row(0))}";
            worst = (RowBits)Math.Max((int)worst, (int)found);
        }
        return worst;
    }

    private static bool AreNear(Tensor left, int row, Tensor right)
    {
        int parts = Numbers.PartsPerElement(left.Type);
        if (parts == 0 || !left.SameRowShape(right))
            return false;
        int length = left.RowLength() * parts;
        return Enumerable.Range(0, length).All(i =>
        {
            double a = Numbers.At(left, (row * length) + i), b = Numbers.At(right, i);
            return a.Equals(b)
                || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= Near(left.Type) * Math.Max(1e-3, Math.Max(Math.Abs(a), Math.Abs(b))));
        });
    }

    private static string Text(Tensor tensor) => Numbers.PartsPerElement(tensor.Type) == 0
        ? tensor.ToString()
        : string.Join(
            ", ",
            Enumerable.Range(0, Math.Min(4, tensor.Count)).Select(i => Numbers.At(tensor, i).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
