using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Proofs;

/// <summary>What is proved of a signature's outputs, and what stood in the way, in the words of a report.</summary>
/// <param name="proofs">For each output.</param>
/// <param name="model">The model, which may tell the lines of its program.</param>
/// <param name="isBinding">
/// Whether the engine that runs the model computes a row alike in every batch: a call that contradicts a proof is then a defect.
/// </param>
internal sealed class ProofLedger(OutputProof[] proofs, SavedModel model, bool isBinding)
{
    private SourceLines? _lines;
    private bool _isRead;

    /// <summary>Whether the engine computes a row alike in every batch.</summary>
    public bool IsBinding => isBinding;

    /// <summary>Whether an output is proved.</summary>
    public bool IsProved(int output) => proofs[output].IsProved;

    /// <summary>How an output's rows lose their place; null if they do not, or nothing is known.</summary>
    public Loss? LossOf(int output) => proofs[output].Culprit?.Loss;

    /// <summary>Whether a finding shows what cannot be.</summary>
    public bool IsContradictedBy(int output, Reason? reason) => isBinding && reason is not null && proofs[output].IsProved;

    /// <summary>
    /// Takes differences between a row's answers for what they are where the graph proves that rows do not mix: arithmetic of an engine that computes a row
    /// otherwise in another batch.
    /// </summary>
    /// <param name="findings">What was found; loses what is explained.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>What a reader has to know of it.</returns>
    public IEnumerable<string> Explain(Findings findings, ModelSignature signature)
    {
        for (int output = 0; output < proofs.Length && !isBinding; output++)
        {
            if (proofs[output].IsProved && findings.Forget(output, Reason.RowsMix) > 0)
            {
                yield return $"answers in {signature.Outputs[output].Name} differed from batch to batch by more than rounding usually does; "
                    + "the graph proves that rows do not mix, so it is this engine's arithmetic";
            }
        }
    }

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
            IsWidth = culprit.Loss == Loss.Width,
            Way = [.. proofs[output].Way.Select(n => new WayStep(n.Origin.Name, n.IsParameter ? "" : n.Work.Name, n.Origin.Function, n == culprit.Node))],
        };
    }
}
