using System.Buffers;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes the answer to a TF Serving REST predict request, byte for byte in its layout.</summary>
/// <remarks>
/// With a single output its name is dropped. Outputs whose names end in <c>_bytes</c> are base64; so is any string that is not UTF-8, where
/// TF Serving would send broken JSON. NaN and infinities are bare words, as TF Serving's clients expect.
/// </remarks>
public static class PredictAnswer
{
    /// <summary>Writes one answer.</summary>
    /// <param name="destination">Receives the text in UTF-8; of no use if the call fails.</param>
    /// <param name="form">The request's form.</param>
    /// <param name="signature">The signature that was called.</param>
    /// <param name="outputs">One tensor for each of the signature's outputs, in its order.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="TfKeyedException">
    /// In row form, an output has no rows or another number of them than the others; or it has a type that is not written.
    /// </exception>
    public static void Write(
        IBufferWriter<byte> destination, PredictForm form, RestSignature signature, ReadOnlySpan<Tensor> outputs, RestOptions options)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(options);
        var output = new Output(destination);
        output.Write("{\n    "u8);
        Write(ref output, form == PredictForm.Rows ? "\"predictions\": "u8 : "\"outputs\": "u8, form, signature, outputs, options);
        output.Flush();
    }

    /// <summary>Writes a member that holds tensors, and ends the object that it stands in.</summary>
    internal static void Write(
        ref Output output, ReadOnlySpan<byte> name, PredictForm form, RestSignature signature, ReadOnlySpan<Tensor> tensors, RestOptions options)
    {
        if (tensors.IsEmpty)
            throw TfKeyedException.BadRequest("Cannot convert empty tensor map to JSON");
        long rows = form == PredictForm.Rows ? CommonRows(signature.Signature.Outputs, tensors) : 0;
        output.Write(name);
        if (form == PredictForm.Rows)
            WriteRows(ref output, signature, tensors, rows, options.TfServingQuirks);
        else
            WriteColumns(ref output, signature, tensors, options.TfServingQuirks);
    }

    private static void WriteRows(ref Output output, RestSignature signature, ReadOnlySpan<Tensor> outputs, long rows, bool quirks)
    {
        output.Write((byte)'[');
        bool named = outputs.Length > 1;
        for (int row = 0; row < rows; row++)
        {
            if (row > 0)
                output.Write(named ? ","u8 : ", "u8);
            for (int i = 0; i < outputs.Length; i++)
            {
                if (named)
                    output.Write(signature.RowMember(i));
                int next = (int)(row * (outputs[i].Count / rows));
                Text(signature, outputs[i], i, quirks).Write(ref output, 1, ref next, named ? 3 : 2, inLine: true);
            }
            if (named)
                output.Write("\n        }"u8);
        }
        output.Write(rows > 0 ? "\n    ]\n}"u8 : "]\n}"u8);
    }

    private static void WriteColumns(ref Output output, RestSignature signature, ReadOnlySpan<Tensor> outputs, bool quirks)
    {
        bool named = outputs.Length > 1;
        if (named)
            output.Write((byte)'{');
        for (int i = 0; i < outputs.Length; i++)
        {
            if (named)
            {
                if (i > 0)
                    output.Write((byte)',');
                output.NewLine(2);
                output.Write(signature.QuotedOutput(i));
            }
            int next = 0;
            Text(signature, outputs[i], i, quirks).Write(ref output, 0, ref next, named ? 2 : 1, inLine: false);
        }
        output.Write(named ? "\n    }\n}"u8 : "\n}"u8);
    }

    private static TensorText Text(RestSignature signature, Tensor tensor, int index, bool quirks) =>
        new(tensor, signature.IsBytes(index), quirks);

    private static long CommonRows(IReadOnlyList<SignatureArgument> names, ReadOnlySpan<Tensor> outputs)
    {
        long rows = -1;
        for (int i = 0; i < outputs.Length; i++)
        {
            TensorShape shape = outputs[i].Shape;
            if (shape.Rank == 0)
                throw TfKeyedException.BadRequest($"Tensor name: {names[i].Name} has no shape information ", null, InColumns);
            if (rows >= 0 && shape[0] != rows)
                throw TfKeyedException.BadRequest($"Tensor name: {names[i].Name} has inconsistent batch size: {shape[0]} expecting: {rows}", null, InColumns);
            rows = shape[0];
        }
        return rows;
    }

    private const string InColumns = "ask in column form: {\"inputs\": {...}}";
}
