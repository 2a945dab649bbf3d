using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Reports;

/// <summary>What to do about an unsafe output.</summary>
internal static class Advice
{
    /// <summary>What to do about Python's loader.</summary>
    public const string Python =
        "Write the keyed model anew with tfkeyed export, from the model without keys. Servers are not concerned: they do not read what Python's loader reads.";

    public static string For(OutputReport output) => output.Remedy ?? output.Reason switch
    {
        Reason.RowCount => "Change the model so that this output has one row for each row of the input, or leave the output out of the exported function.",
        Reason.Order => "Remove the sort, ranking or reversal from the exported function: clients can do it when they have their answers by key.",
        Reason.RowsMix when output.Culprit is { IsWidth: true } =>
            "Give rows a fixed width where they are filled up (output_sequence_length, maxlen, shape=[None, N]), "
                + "or leave out what they are filled up with (a mask).",
        Reason.RowsMix => "Look for an operation over the batch dimension (a mean, a softmax or a cumulative sum over axis 0, "
            + "batch normalisation in training mode). Until it is gone, send one row a call and keep server-side batching off.",
        Reason.Width => "Clients must cut each answer at its own length (return that length, or a mask, as another output), "
            + "or the exported function pads to a fixed width.",
        Reason.Random when output.Counterexample is { Times.Count: > 0 } || output.Culprit is { Op: "Timestamp" } =>
            "Take the time as an input of each row, so that the client says which is meant, and leave licences to whoever serves the model.",
        Reason.Random => "Export the inference function: dropout and sampling belong to training. If chance is wanted, derive it from the row.",
        Reason.State => "Export a function that changes no variable and no table; count and remember outside the model.",
        _ when output.IsKey => "Something on the key's way changes it: write the keyed signature with tfkeyed export, which passes the key through untouched.",
        _ => "The keyed model does not answer as the original: export it again from the original, or compare with the right one (--against).",
    };
}
