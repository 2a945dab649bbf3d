using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Serialized <c>tf.Example</c>s as the tensor that a classify or regress signature takes.</summary>
public static class ExampleRecords
{
    /// <summary>Makes the tensor.</summary>
    /// <param name="context">A serialized example whose features all of them get that have them not themselves; mostly empty.</param>
    /// <param name="examples">The serialized examples.</param>
    /// <param name="memoryLimit">The most bytes of all records.</param>
    /// <returns>Strings, one for each example.</returns>
    /// <remarks>
    /// Nothing is parsed: of messages that stand behind each other, a reader of protobuf makes one, in which the later value of a name wins.
    /// </remarks>
    /// <exception cref="TfKeyedException">They take more than the memory limit.</exception>
    public static Tensor Join(ReadOnlySpan<byte> context, IReadOnlyList<ReadOnlyMemory<byte>> examples, long memoryLimit = DefaultLimits.Memory)
    {
        ArgumentNullException.ThrowIfNull(examples);
        long total = (long)context.Length * examples.Count + examples.Sum(e => (long)e.Length);
        if (total > Math.Min(memoryLimit, Array.MaxLength))
        {
            throw TfKeyedException.Limit(
                $"the examples take more than the memory limit of {memoryLimit >> 20} MiB", null, "send fewer examples a request");
        }
        byte[] data = GC.AllocateUninitializedArray<byte>((int)total);
        int[] ends = new int[examples.Count];
        int at = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            context.CopyTo(data.AsSpan(at));
            at += context.Length;
            examples[i].Span.CopyTo(data.AsSpan(at));
            at += examples[i].Length;
            ends[i] = at;
        }
        return Tensor.FromStrings(new TensorShape(ends.Length), new StringValues(data, ends));
    }
}
