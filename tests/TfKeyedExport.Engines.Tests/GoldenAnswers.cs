using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests;

/// <summary>Compares answers with recorded ones.</summary>
internal static class GoldenAnswers
{
    /// <summary>Fails unless type and shape are the same and every element is as near as the recording asks for.</summary>
    public static void AssertNear(Tensor expected, Tensor actual, double relative, string what)
    {
        Assert.True(expected.Type == actual.Type && expected.Shape == actual.Shape, $"{what}: {expected} was expected, {actual} came");
        if (!expected.Type.IsFloating())
        {
            Assert.True(expected.BitEquals(actual), $"{what}: the elements differ");
            return;
        }
        double[] wanted = Doubles(expected), given = Doubles(actual);
        for (int i = 0; i < wanted.Length; i++)
        {
            bool near = wanted[i].Equals(given[i]) || Math.Abs(wanted[i] - given[i]) <= (relative * Math.Abs(wanted[i])) + (relative * 0.05);
            Assert.True(near, $"{what}[{i}]: {wanted[i]} was expected, {given[i]} came");
        }
    }

    private static double[] Doubles(Tensor tensor) => tensor.Type switch
    {
        DataType.Float => [.. tensor.Values<float>().ToArray().Select(v => (double)v)],
        DataType.Double => tensor.Values<double>().ToArray(),
        DataType.Half => [.. tensor.Values<Half>().ToArray().Select(v => (double)v)],
        _ => [.. MemoryMarshal.Cast<byte, BFloat16>(tensor.Bytes.Span).ToArray().Select(v => (double)(float)v)],
    };
}
