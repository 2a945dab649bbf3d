using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols.Rest;

/// <summary>Whether a call can be made in rows: all inputs have as many, and no output is declared to have none, or a number of its own.</summary>
internal static class RestForm
{
    /// <summary>The form of a call; rows wherever that can be, since clients of keyed models send rows.</summary>
    public static PredictForm Of(ModelSignature signature, Tensor[] inputs)
    {
        // An empty list of rows is refused by rule, an empty column is not.
        bool inRows = inputs.Length > 0 && inputs[0].Shape.Rank > 0 && inputs[0].Shape[0] > 0
            && Array.TrueForAll(inputs, i => i.Shape.Rank > 0 && i.Shape[0] == inputs[0].Shape[0])
            && signature.Outputs.All(o => !o.Shape.HasRank || (o.Shape.Rank > 0 && (o.Shape[0] < 0 || o.Shape[0] == inputs[0].Shape[0])));
        return inRows ? PredictForm.Rows : PredictForm.Columns;
    }
}
