using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>Fills rows of different lengths up to one: each with the first element of its own request, after its data, as TensorFlow Serving does.</summary>
internal static class VariableLengths
{
    private const long MostElements = int.MaxValue / 16;

    /// <summary>Fills tensors of one rank up to the largest sizes among them; the first dimension stays.</summary>
    /// <param name="parts">The tensors of one input; those that are too small are replaced.</param>
    /// <exception cref="ServingFault">One has nothing to be filled up with, or together they get too large.</exception>
    public static void Pad(Tensor[] parts)
    {
        int rank = parts[0].Shape.Rank;
        long[] sizes = new long[rank];
        foreach (Tensor part in parts)
        {
            for (int d = 1; d < rank; d++)
                sizes[d] = Math.Max(sizes[d], part.Shape[d]);
        }
        for (int i = 0; i < parts.Length; i++)
        {
            sizes[0] = parts[i].Shape[0];
            var shape = new TensorShape(sizes);
            if (shape != parts[i].Shape)
                parts[i] = Fill(parts[i], shape, sizes);
        }
    }

    private static Tensor Fill(Tensor part, TensorShape shape, long[] sizes)
    {
        if (part.Count == 0)
            throw ServingFault.Invalid("Got empty tensor in batch of non-empty tensors.");
        long count = 1;
        foreach (long size in sizes)
            count = checked(count * size);
        if (count > MostElements)
            throw ServingFault.Invalid($"rows that are filled up to {shape} are too large");
        // For each element of the larger tensor the one that it is: its own, or the first where there is none.
        int[] sources = new int[count];
        int next = 0;
        foreach (int target in Inside(part.Shape, sizes))
            sources[target] = next++;
        if (part.Type == DataType.String)
        {
            var strings = new StringValuesBuilder(sources.Length);
            foreach (int source in sources)
                strings.Add(part.Strings[source]);
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        int width = part.Type.Size();
        byte[] bytes = new byte[sources.Length * width];
        for (int i = 0; i < sources.Length; i++)
            part.Bytes.Span.Slice(sources[i] * width, width).CopyTo(bytes.AsSpan(i * width));
        return Tensor.FromBytes(part.Type, shape, bytes);
    }

    // Where the elements of a tensor stand within a larger one, in their order.
    private static IEnumerable<int> Inside(TensorShape shape, long[] sizes)
    {
        int rank = sizes.Length;
        long[] index = new long[rank];
        while (true)
        {
            long at = 0;
            for (int d = 0; d < rank; d++)
                at = (at * sizes[d]) + index[d];
            yield return (int)at;
            int dimension = rank - 1;
            while (dimension >= 0 && ++index[dimension] == shape[dimension])
                index[dimension--] = 0;
            if (dimension < 0)
                yield break;
        }
    }
}
