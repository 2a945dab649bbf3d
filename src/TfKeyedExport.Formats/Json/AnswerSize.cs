using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Json;

/// <summary>Keeps answers out of JSON that would be many times larger as text than they are in memory.</summary>
public static class AnswerSize
{
    // An element takes up to 25 bytes of text, and the text is there twice while it grows.
    private const int BytesPerElement = 64;

    /// <summary>Checks an answer before it is written.</summary>
    /// <param name="outputs">The answer.</param>
    /// <param name="memoryLimit">Bytes that a call may take.</param>
    /// <exception cref="TfKeyedException">Its text would take more.</exception>
    public static void Check(IEnumerable<Tensor> outputs, long memoryLimit)
    {
        long elements = outputs.Sum(o => o.Type == DataType.String ? Math.Max(o.Count, o.Strings.DataArray.Length / 16) : o.Count);
        if (elements > memoryLimit / BytesPerElement)
        {
            throw TfKeyedException.Limit(
                $"the answer has {elements:N0} elements; as text it would take more than the memory limit of {memoryLimit >> 20} MiB", null,
                "send fewer rows a call, or raise the limit with --memory-limit");
        }
    }
}
