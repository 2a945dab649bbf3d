using TfKeyedExport.Checking.Results;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Handoff.Sizes;

/// <summary>
/// Whether a server may join rows of several requests. TensorFlow Serving joins whatever it is told to: rows of a model that mixes them would meet those of
/// other clients, and a request with an input or output that has no rows fails there, also while the version is loaded.
/// </summary>
internal static class Company
{
    /// <summary>Why it may not; null if it may.</summary>
    /// <param name="report">What the check says.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="rows">Its rows.</param>
    public static string? WhyAlone(CheckReport report, ModelSignature signature, AcceptedRows rows)
    {
        if (report.Verdict != Verdict.Safe)
            return "the check does not say safe, and joined requests would bring rows of different clients together";
        if (!rows.HaveAllInputs)
            return "not every input has an entry for each row, and requests with such inputs fail where TensorFlow Serving joins them";
        return signature.Outputs.FirstOrDefault(o => o.Shape.HasRank && o.Shape.Rank == 0) is { } scalar
            ? $"the output '{scalar.Name}' has no rows, and requests with such outputs fail where TensorFlow Serving joins them"
            : null;
    }
}
