using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Checking.Proofs;

/// <summary>What is proved of a signature's outputs, and what stood in the way, in the words of a report.</summary>
/// <param name="proofs">For each output.</param>
/// <param name="model">The model, which may tell the lines of its program.</param>
/// <param name="isBinding">Whether the engine that runs the model computes a row alike in every batch: a call that contradicts a proof is then a defect.</param>
internal sealed class ProofLedger(OutputProof[] proofs, SavedModel model, bool isBinding)
{
    private SourceLines? _lines;
    private bool _isRead;

    /// <summary>Whether an output is proved.</summary>
    public bool IsProved(int output) => proofs[output].IsProved;

    /// <summary>Whether a finding shows what cannot be.</summary>
    public bool IsContradictedBy(int output, Reason? reason) => isBinding && reason is not null && proofs[output].IsProved;

    /// <summary>The node at which an output's rows lose their place, or that stood in the proof's way; null if there is none.</summary>
    public Culprit? CulpritOf(int output)
    {
        if (proofs[output].Culprit is not { } culprit)
            return null;
        if (!_isRead)
            _lines = SourceLines.Of(model);
        _isRead = true;
        NodeOrigin origin = culprit.Node.Origin;
        return new Culprit(origin.Name, culprit.Node.Work.Name, _lines?.Of(origin.Name, origin.Function))
        {
            Function = origin.Function,
            What = culprit.What,
            IsUnknown = culprit.Loss == Loss.Unknown,
        };
    }
}
