using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests;

/// <summary>Makes inputs where their content does not matter.</summary>
internal static class Inputs
{
    /// <summary>Zeros, or empty strings, of the declared shape with this many rows where it is open.</summary>
    public static Tensor Zeros(SignatureArgument argument, int rows)
    {
        long[] sizes = [.. argument.Shape.Dimensions.ToArray().Select(d => d < 0 ? rows : d)];
        var shape = new TensorShape(sizes);
        int count = (int)shape.ElementCount();
        return argument.Type == DataType.String
            ? Tensor.FromStrings(shape, StringValues.FromBytes([.. Enumerable.Repeat(Array.Empty<byte>(), count)]))
            : Tensor.FromBytes(argument.Type, shape, new byte[count * argument.Type.Size()]);
    }
}
