using Google.Protobuf;
using Google.Protobuf.Collections;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>The examples of classify and regress requests, as models read them: serialized, one a row.</summary>
internal static class ExampleInputs
{
    private const long MostContextBytes = 64 << 20;

    /// <summary>The examples; what the context says belongs to every example that does not say it itself.</summary>
    /// <exception cref="ServingFault">There are none.</exception>
    public static Tensor Of(Input? input)
    {
        (RepeatedField<Example> examples, Example? context) = input?.KindCase switch
        {
            Input.KindOneofCase.ExampleList => (input.ExampleList.Examples, null),
            Input.KindOneofCase.ExampleListWithContext => (input.ExampleListWithContext.Examples, input.ExampleListWithContext.Context),
            _ => ([], null),
        };
        if (examples.Count == 0)
            throw ServingFault.Invalid("Input is empty.");
        // A context is repeated in each example: a small request must not become a large one.
        if (context is not null && (long)examples.Count * context.CalculateSize() > MostContextBytes)
            throw new ServingFault(Code.ResourceExhausted, $"the context of {examples.Count} examples would fill more than {MostContextBytes >> 20} MiB");
        return ExampleRecords.Join(context?.ToByteArray(), [.. examples.Select(e => (ReadOnlyMemory<byte>)e.ToByteArray())]);
    }

    /// <summary>How many examples there are.</summary>
    public static int Count(Input? input) => input?.KindCase switch
    {
        Input.KindOneofCase.ExampleList => input.ExampleList.Examples.Count,
        Input.KindOneofCase.ExampleListWithContext => input.ExampleListWithContext.Examples.Count,
        _ => 0,
    };
}
