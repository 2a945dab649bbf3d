using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Examples;
using TfKeyedExport.Formats.Rest.Syntax;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>The body of a TF Serving REST classify or regress request: examples, and what they have in common.</summary>
public sealed class ExampleBody
{
    private ExampleBody(string? signatureName, Tensor examples)
    {
        SignatureName = signatureName;
        Examples = examples;
    }

    /// <summary>The signature asked for; null if the body names none.</summary>
    public string? SignatureName { get; }

    /// <summary>The examples: serialized <c>tf.Example</c>s, each with the context's features that it has not itself.</summary>
    public Tensor Examples { get; }

    /// <summary>Reads a body.</summary>
    /// <param name="utf8">The body; what follows its first value is left alone.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="TfKeyedException">It is not JSON, or no such request; the words are TF Serving's. Or it takes more than the memory limit.</exception>
    public static ExampleBody Read(ReadOnlyMemory<byte> utf8, RestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BodyFrame frame = BodyFrame.Read(utf8, "examples"u8, "context"u8);
        ReadOnlySpan<byte> text = utf8.Span;
        using var reader = new ExampleReader(options.TfServingQuirks);
        byte[] context = frame.Second > 0 ? Message(reader.Read(text, frame.Second)) : [];
        if (frame.First == 0)
            throw frame.Fault("When method is classify, key 'examples' is expected and was not found");
        if (text[frame.First] != '[')
            throw frame.Fault("Expecting 'examples' value to be an list/array");
        int at = Walk.Enter(text, frame.First);
        if (text[at] == ']')
            throw frame.Fault("'examples' value is an empty array");
        var records = new RecordBuilder(context, options.MemoryLimit);
        for (; text[at] != ']'; at = Walk.Next(text, Walk.Skip(text, at)))
            records.Add(reader.Read(text, at));
        return new ExampleBody(frame.SignatureName, records.ToTensor());
    }

    private static byte[] Message(ReadOnlySpan<byte> features)
    {
        if (features.IsEmpty)
            return [];
        using var message = new FeatureBytes();
        message.AddField(1, features);
        return message.Written.ToArray();
    }
}
