using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Probing;

/// <summary>
/// How much a check tries, in three steps, by how large the rows and the weights of a model are: a check of a large net is to take
/// minutes at most, and memory that a machine has. It does not follow a clock, so that the same seed makes the same calls everywhere.
/// </summary>
/// <param name="Rows">The most sample rows.</param>
/// <param name="CallsPerThread">How many calls each thread makes.</param>
/// <param name="LargestThreadBatch">The most rows of such a call.</param>
internal sealed record Effort(int Rows, int CallsPerThread, int LargestThreadBatch)
{
    private const long SomeRow = 64 << 10, LargeRow = 256 << 10;
    private const long SomeWeights = 64 << 20, LargeWeights = 256 << 20;

    /// <summary>Whether it is less than of a small model.</summary>
    public bool IsReduced => this != Full;

    /// <summary>What is tried of a small model.</summary>
    public static Effort Full { get; } = new(64, 4, 9);

    private static Effort Less { get; } = new(24, 2, 5);

    private static Effort Least { get; } = new(8, 1, 3);

    /// <summary>What a reader has to know of it.</summary>
    /// <param name="named">The number of rows that somebody named.</param>
    public IEnumerable<string> Remarks(int? named) =>
        named is null && this != Full ? [$"rows or weights of this model are so large that {Rows} rows were tried; --rows N takes more"] : [];

    /// <summary>What to try of a model.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="layout">Which inputs carry rows.</param>
    /// <param name="weights">The bytes of the model's weights.</param>
    public static Effort For(ModelSignature signature, BatchLayout layout, long weights)
    {
        long row = signature.Inputs.Where((_, i) => layout.Batched[i]).Sum(i => i.Shape.Rank > 0 && i.Type.Size() > 0
            ? i.Shape.Dimensions[1..].ToArray().Aggregate((long)i.Type.Size(), (size, d) => Math.Min(LargeRow + 1, size * Math.Max(1, d))) : 0);
        return row > LargeRow || weights > LargeWeights ? Least : row > SomeRow || weights > SomeWeights ? Less : Full;
    }
}
