using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.SameBits;

/// <summary>Batching never changes an answer.</summary>
public class SameBitsTests
{
    private const int Cases = 25;

    /// <summary>Models of which some output mixes rows, each on purpose.</summary>
    private static readonly string[] Mixing =
    [
        "counter", "unsafe_batch_mean", "unsafe_branch", "unsafe_drops", "unsafe_pooled", "unsafe_random", "unsafe_reverses", "unsafe_sorts",
        "unsafe_transposed", "unsafe_with_debug_info",
    ];

    /// <summary>Whoever asks for random numbers gets others for each place; and a shape that is gathered from rows may be huge.</summary>
    public static TheoryData<string> Operations =>
        [.. AllRecipes.ByOp.Keys
            .Where(op => !op.Contains("Random", StringComparison.Ordinal) && !op.Contains("TruncatedNormal", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Models =>
        [.. Directory.GetFiles(Repository.Models, "*.golden.json")
            .Select(f => Path.GetFileName(f).Replace(".golden.json", "", StringComparison.Ordinal))
            .Except(Mixing)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_row_has_the_same_bits_alone_and_in_any_batch(string model)
    {
        foreach (int threads in new[] { 1, 0 })
        {
            IReadOnlyList<SignatureBits> found = ModelRows.Compare(Repository.Model(model), threads, seed: 3);

            Assert.All(found, f => Assert.True(f.Bits is RowBits.Same or RowBits.NothingToCompare, $"{f.Signature}: {f.Detail}"));
            Assert.Contains(found, f => f.Bits == RowBits.Same);
        }
    }

    [Theory]
    [InlineData("Sum", new[] { 0, 2 })]
    [InlineData("Mean", new[] { 0 })]
    [InlineData("Prod", new[] { 0, 2 })]
    public void A_sum_over_what_lies_around_the_batch_has_the_same_bits_for_one_row(string op, int[] axes)
    {
        // Time comes first, then the batch: alone, all that is summed is one run of memory.
        Tensor columns = Tensor.From(new TensorShape([7, 61, 5]), [.. Enumerable.Range(0, 7 * 61 * 5).Select(i => 1 + (float)Math.Sin(i * i))]);
        var opCase = new OpCase(op, new() { ["T"] = Attributes.Of(DataType.Float) }, [OperationRows.Swap(columns), Tensor.From(axes)], 1);
        int compared = 0;

        Assert.Null(OperationRows.Find(opCase, 0, 1, ref compared));
        Assert.True(compared > 100);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_that_is_used_row_by_row_gives_a_row_the_same_bits_in_any_batch(string op)
    {
        foreach (int threads in new[] { 1, 0 })
        {
            string? difference = OperationRows.Find(AllRecipes.ByOp[op], Cases, threads, out _);

            Assert.True(difference is null, difference);
        }
    }
}
