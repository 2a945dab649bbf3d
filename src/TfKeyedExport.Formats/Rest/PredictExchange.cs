using System.Buffers;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>
/// The client's side of predict: writes requests and reads their answers. A request is laid out as an answer is, and an answer is read as a request is, with
/// inputs and outputs exchanged. Thread-safe.
/// </summary>
internal sealed class PredictExchange
{
    private readonly byte[] _head;
    private readonly RestSignature _mirror;

    /// <summary>Prepares a signature.</summary>
    /// <param name="signature">What is called.</param>
    public PredictExchange(ModelSignature signature)
    {
        Signature = signature;
        _mirror = new RestSignature(signature with { Inputs = signature.Outputs, Outputs = signature.Inputs });
        var head = new ArrayBufferWriter<byte>();
        var output = new Output(head);
        output.Write("{\n    \"signature_name\": "u8);
        QuotedText.Write(ref output, signature.Name);
        output.Write(",\n    "u8);
        output.Flush();
        _head = head.WrittenSpan.ToArray();
    }

    /// <summary>What is called.</summary>
    public ModelSignature Signature { get; }

    /// <summary>Writes a request.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="form">Rows or columns.</param>
    /// <param name="inputs">A tensor for each input, in the signature's order. Strings that are no UTF-8 are sent in Base64.</param>
    /// <exception cref="TfKeyedException">In row form, inputs have no rows, or unlike numbers of them.</exception>
    public void WriteRequest(IBufferWriter<byte> destination, PredictForm form, ReadOnlySpan<Tensor> inputs)
    {
        var output = new Output(destination);
        output.Write(_head);
        PredictAnswer.Write(ref output, form == PredictForm.Rows ? "\"instances\": "u8 : "\"inputs\": "u8, form, _mirror, inputs, RestOptions.Default);
        output.Flush();
    }

    /// <summary>Reads an answer. Strings may be other than UTF-8, as some servers write them.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that its values may take.</param>
    /// <returns>A tensor for each output, in the signature's order.</returns>
    /// <exception cref="TfKeyedException">It is no answer of this signature.</exception>
    public Tensor[] ReadAnswer(ReadOnlyMemory<byte> utf8, long memoryLimit)
    {
        var options = new RestOptions(MemoryLimit: memoryLimit);
        BodyReader reader = BodyReader.Take();
        try
        {
            BodyFrame frame = BodyFrame.Read(utf8, "predictions"u8, "outputs"u8);
            ReadOnlySpan<byte> text = utf8.Span;
            if (frame.First > 0 && text[frame.First] == '[')
                return reader.Rows(text, frame.First, _mirror, options);
            return frame.Second > 0
                ? reader.Columns(text, frame.Second, _mirror, options)
                : throw TfKeyedException.BadRequest("it has neither a list of 'predictions' nor 'outputs'");
        }
        finally
        {
            reader.Return();
        }
    }
}
