using TfKeyedExport.Operations.Shapes;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Analyses.Shapes;

/// <summary>Holds what is inferred of tensors against what they are. For the tensors of one call: a symbol stands for one number in all of them.</summary>
internal sealed class InferredShape
{
    private readonly Dictionary<int, long> _symbols = [];

    /// <summary>Fails if a tensor is not what was inferred.</summary>
    /// <param name="inferred">What was inferred; its sizes are known to be there.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="elements">Gives its elements, of a tensor of whole numbers.</param>
    /// <param name="what">Which tensor, for messages.</param>
    public void AssertHolds(SymbolicTensor inferred, long[] shape, Func<long[]> elements, string what)
    {
        AssertSame(inferred.Sizes!, shape, what);
        if (inferred.Content is { } content)
            AssertSame(content, elements(), what);
    }

    private void AssertSame(SymbolicSize[] inferred, long[] actual, string what)
    {
        Assert.True(inferred.Length == actual.Length, $"{what}: {inferred.Length} numbers inferred, {actual.Length} there");
        for (int i = 0; i < actual.Length; i++)
        {
            long expected = inferred[i].IsKnown ? inferred[i].Value : _symbols.TryAdd(inferred[i].Symbol, actual[i]) ? actual[i] : _symbols[inferred[i].Symbol];
            Assert.True(expected == actual[i], $"{what}: {expected} inferred, {actual[i]} there");
        }
    }
}
