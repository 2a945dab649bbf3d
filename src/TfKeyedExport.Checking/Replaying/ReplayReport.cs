using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>What became of the counterexamples of an earlier check.</summary>
/// <param name="Model">The model's folder name.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="Findings">One entry a counterexample, in the recorded order.</param>
public sealed record ReplayReport(string Model, string Signature, string Engine, IReadOnlyList<ReplayedFinding> Findings)
{
    /// <summary>The process's exit code: 1 if any still shows, else 7 if any was refused, else 0.</summary>
    public int ExitCode => Findings.Any(f => f.Status == ReplayStatus.Shows) ? 1 : Findings.Any(f => f.Status == ReplayStatus.Refused) ? 7 : 0;

    /// <summary>Writes the report for people.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="colour">Whether to colour it with ANSI sequences.</param>
    public void WriteText(TextWriter writer, bool colour = false) => ReplayText.Write(this, writer, colour);

    /// <summary>Writes the JSON document that scripts read.</summary>
    /// <param name="stream">Receives UTF-8.</param>
    public void WriteJson(Stream stream) => ReplayJson.Write(this, stream);
}

/// <summary>One counterexample that was replayed.</summary>
/// <param name="Recorded">What was recorded.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Detail">What was seen, as a sentence without a full stop.</param>
/// <param name="Row">The row of the call that shows it now; -1 if it is the answer as a whole, or does not show.</param>
/// <param name="Expected">What that row gets alone now; null if it does not show, or if no answer is the right one.</param>
/// <param name="Got">What it got now; null if it does not show.</param>
public sealed record ReplayedFinding(RecordedFinding Recorded, ReplayStatus Status, string Detail, int Row = -1, Tensor? Expected = null, Tensor? Got = null);

/// <summary>What became of a counterexample.</summary>
public enum ReplayStatus
{
    /// <summary>It still shows what is wrong.</summary>
    Shows,

    /// <summary>The same call shows nothing wrong any more.</summary>
    Gone,

    /// <summary>The model refuses the call, or nothing can be said of it.</summary>
    Refused,
}
