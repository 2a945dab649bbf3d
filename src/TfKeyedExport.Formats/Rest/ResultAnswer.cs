using System.Buffers;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes the answers to TF Serving's REST classify and regress requests, byte for byte in its layout.</summary>
public static class ResultAnswer
{
    /// <summary>Writes what a classify request is answered: of each example, a list of labels with scores.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="labels">Strings, one row for each example; null if the model gives none: labels are empty then.</param>
    /// <param name="scores">Floats of the same shape; null if the model gives none: scores are zero then.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="TfKeyedException">There are no examples.</exception>
    public static void Classify(IBufferWriter<byte> destination, Tensor? labels, Tensor? scores, RestOptions options)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        Tensor any = labels ?? scores ?? throw new ArgumentException("labels or scores are needed", nameof(labels));
        if (any.Shape.Rank != 2 || (scores is not null && scores.Shape != any.Shape))
            throw new ArgumentException($"{labels?.Shape} and {scores?.Shape} are no labels and scores of the same examples", nameof(scores));
        if (any.Shape[0] == 0)
            throw TfKeyedException.BadRequest("Cannot convert empty ClassificationResults to JSON");
        const int Levels = 4;
        var output = new Output(destination);
        output.Write("{\n    \"results\": ["u8);
        int next = 0;
        for (long row = 0; row < any.Shape[0]; row++)
        {
            output.Write(row > 0 ? ", ["u8 : "["u8);
            for (long i = 0; i < any.Shape[1]; i++, next++)
            {
                output.Write(i > 0 ? ", ["u8 : "["u8);
                if (labels is null)
                    output.Write("\"\""u8);
                else
                    new TensorText(labels, asBytes: false, options.TfServingQuirks).WriteElement(ref output, next, Levels);
                output.Write(", "u8);
                output.Advance(DecimalText.Write(scores is null ? 0 : scores.Values<float>()[next], output.Room(DecimalText.Most)));
                output.Write((byte)']');
            }
            output.Write((byte)']');
        }
        output.Write("\n    ]\n}"u8);
        output.Flush();
    }

    /// <summary>Writes what a regress request is answered: a number for each example.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="values">The numbers.</param>
    /// <exception cref="TfKeyedException">There are no examples.</exception>
    public static void Regress(IBufferWriter<byte> destination, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (values.IsEmpty)
            throw TfKeyedException.BadRequest("Cannot convert empty RegressionResults to JSON");
        var output = new Output(destination);
        output.Write("{\n    \"results\": ["u8);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
                output.Write(", "u8);
            output.Advance(DecimalText.Write(values[i], output.Room(DecimalText.Most)));
        }
        output.Write("]\n}"u8);
        output.Flush();
    }
}
