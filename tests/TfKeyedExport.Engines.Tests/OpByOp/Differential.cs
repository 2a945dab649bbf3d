using System.Globalization;
using CsCheck;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Looks for a case on which the engines differ, and makes it small.</summary>
internal static class Differential
{
    /// <summary>Cases for each operation; more with <c>TFKEYED_OP_CASES</c>.</summary>
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("TFKEYED_OP_CASES") ?? "40", CultureInfo.InvariantCulture);

    /// <summary>The seed; other cases with <c>TFKEYED_OP_SEED</c>. A test run repeats itself otherwise.</summary>
    private static readonly ulong Seed = ulong.Parse(Environment.GetEnvironmentVariable("TFKEYED_OP_SEED") ?? "1", CultureInfo.InvariantCulture);

    private const int SmallerTries = 300;

    /// <summary>A failing case: what differs, and TensorFlow's outcome.</summary>
    public sealed record Failure(OpCase Case, Outcome Expected, string Difference);

    /// <summary>The smallest failing case that could be found, or null if none fails.</summary>
    public static Failure? Find(Recipe recipe)
    {
        Exactness exactness = KernelCatalog.Find(recipe.Op)!.Exactness;
        var random = new PCG(1, Seed);
        for (int i = 0; i < Cases; i++)
        {
            if (Check(recipe.Cases.Generate(random, null, out _), exactness) is { } failure)
                return Simpler(Smaller(recipe, failure, exactness, random), exactness);
        }
        return null;
    }

    /// <summary>Whether the engines differ on a case, and not for a known reason.</summary>
    public static Failure? Check(OpCase opCase, Exactness exactness)
    {
        if (KnownDifferences.Covers(opCase))
            return null;
        Outcome expected = TensorFlowSide.Run(opCase);
        return Agreement.Difference(expected, EmbeddedSide.Run(opCase), exactness) is { } difference ? new Failure(opCase, expected, difference) : null;
    }

    /// <summary>Draws further cases and keeps the least of those that fail.</summary>
    private static Failure Smaller(Recipe recipe, Failure failure, Exactness exactness, PCG random)
    {
        for (int i = 0; i < SmallerTries; i++)
        {
            OpCase other = recipe.Cases.Generate(random, null, out _);
            if (other.Complexity < failure.Case.Complexity)
                failure = Check(other, exactness) ?? failure;
        }
        return failure;
    }

    /// <summary>Sets elements to zero, one by one, as long as the case still fails.</summary>
    private static Failure Simpler(Failure failure, Exactness exactness)
    {
        for (int i = 0; i < failure.Case.Inputs.Length; i++)
        {
            for (int element = 0; element < Math.Min(failure.Case.Inputs[i].Count, 64); element++)
            {
                if (WithZero(failure.Case, i, element) is { } simpler)
                    failure = Check(simpler, exactness) ?? failure;
            }
        }
        return failure;
    }

    private static OpCase? WithZero(OpCase opCase, int input, int element)
    {
        Tensor tensor = opCase.Inputs[input];
        int size = tensor.Type.Size();
        if (size == 0 || !tensor.Bytes.Span.Slice(element * size, size).ContainsAnyExcept((byte)0))
            return null;
        byte[] bytes = tensor.Bytes.ToArray();
        bytes.AsSpan(element * size, size).Clear();
        Tensor[] inputs = [.. opCase.Inputs];
        inputs[input] = Tensor.FromBytes(tensor.Type, tensor.Shape, bytes);
        return opCase with { Inputs = inputs };
    }
}
