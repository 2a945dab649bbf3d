
namespace TfKeyedExport.Tensors.Rows;

/// <summary>
/// Inputs that are one ragged tensor together: a row is no row of theirs, but the part of the values between two neighbours of
/// the splits; where several dimensions are ragged, the part of the next splits, and so on.
/// </summary>
/// <param name="Values">The input that holds the values of all rows.</param>
/// <param name="Splits">The inputs that say where rows begin and end, the outermost first.</param>
internal sealed record RaggedInput(int Values, IReadOnlyList<int> Splits)
{
    /// <summary>Whether an input is a part of it.</summary>
    public bool Has(int input) => input == Values || Splits.Contains(input);

    /// <summary>The parts of some rows, in the order given.</summary>
    /// <param name="columns">The parts of all rows, by input.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="inputs">Receives the parts.</param>
    public void Gather(IReadOnlyList<Tensor> columns, ReadOnlySpan<int> rows, Tensor[] inputs)
    {
        int[] taken = rows.ToArray();
        foreach (int input in Splits)
        {
            long[] splits = Ends(columns[input]);
            var next = new List<int>();
            var ends = new List<long>(taken.Length + 1) { 0 };
            foreach (int part in taken)
            {
                for (long i = splits[part]; i < splits[part + 1]; i++)
                    next.Add((int)i);
                ends.Add(next.Count);
            }
            inputs[input] = OfEnds(columns[input].Type, ends);
            taken = [.. next];
        }
        inputs[Values] = columns[Values].Gather(taken);
    }

    /// <summary>Puts parts one after another; whether their values are of one shape.</summary>
    /// <param name="parts">The columns of each, by input.</param>
    /// <param name="columns">Receives the columns of all.</param>
    public bool Concatenate(IReadOnlyList<IReadOnlyList<Tensor>> parts, Tensor[] columns)
    {
        foreach (int input in Splits)
        {
            var ends = new List<long> { 0 };
            foreach (IReadOnlyList<Tensor> part in parts)
            {
                long start = ends[^1];
                ends.AddRange(Ends(part[input]).Skip(1).Select(e => start + e));
            }
            columns[input] = OfEnds(columns[input].Type, ends);
        }
        Tensor? values = TensorRows.Concatenate([.. parts.Select(p => p[Values])]);
        columns[Values] = values ?? columns[Values];
        return values is not null;
    }

    /// <summary>Splits as a tensor.</summary>
    public static Tensor OfEnds(DataType type, IReadOnlyList<long> ends) => type == DataType.Int32
        ? Tensor.From<int>(new TensorShape(ends.Count), [.. ends.Select(e => (int)e)])
        : Tensor.From<long>(new TensorShape(ends.Count), [.. ends]);

    private static long[] Ends(Tensor splits) => splits.Type == DataType.Int32
        ? Array.ConvertAll(splits.Values<int>().ToArray(), e => (long)e)
        : splits.Values<long>().ToArray();
}
