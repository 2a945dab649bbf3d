using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking;

/// <summary>What a model's graph alone tells of a signature's rows: nothing is run, so that whoever serves it knows before the first call.</summary>
/// <param name="Keys">The keys; none if it carries none.</param>
/// <param name="HasRows">For each input whether its first dimension is the rows.</param>
/// <param name="FixedSize">The only number of rows; null if it is open.</param>
/// <param name="IsRagged">Whether rows are parts of ragged tensors, which are no rows of any tensor.</param>
/// <param name="IsProved">Whether every answer is proved to follow from its own row alone.</param>
internal sealed record SignatureSurvey(IReadOnlyList<KeyPair> Keys, IReadOnlyList<bool> HasRows, int? FixedSize, bool IsRagged, bool IsProved)
{
    /// <summary>Looks at a signature.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="tags">The metagraph's tags.</param>
    /// <exception cref="TfKeyedException">Its rows cannot be told, or its graph is damaged.</exception>
    public static SignatureSurvey Of(SavedModel model, ModelSignature signature, IReadOnlyList<string>? tags)
    {
        var graphs = new ModelGraphs(model, tags);
        Subject subject = FindKeys(graphs, signature);
        IReadOnlyList<RaggedInput> ragged = RaggedFinder.Find(graphs, signature);
        BatchLayout layout = CheckedLayout.Of(signature, subject.Keys, ragged);
        return new SignatureSurvey(
            subject.Keys, layout.Batched, layout.FixedSize, ragged.Count > 0, Prover.Prove(graphs, subject, layout).All(p => p.IsProved));
    }

    private static Subject FindKeys(ModelGraphs graphs, ModelSignature signature)
    {
        try
        {
            return KeyFinder.Find(graphs, signature, null, hostKeys: false);
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Refused)
        {
            return KeyFinder.Find(graphs, signature, null, hostKeys: true);
        }
    }
}
