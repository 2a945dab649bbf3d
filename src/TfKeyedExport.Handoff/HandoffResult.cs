using TfKeyedExport.Checking.Results;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Handoff;

/// <summary>What a hand-over did.</summary>
/// <param name="Name">The name under which the model is served.</param>
/// <param name="Version">Its version.</param>
/// <param name="Copy">What was copied, and where to.</param>
/// <param name="Report">The check's report.</param>
/// <param name="Batches">The batch sizes.</param>
/// <param name="WarmupRecords">The warm-up requests: those of the model's own that stay, and those that were made.</param>
/// <param name="Written">The files at the repository's root that were written.</param>
/// <param name="Kept">Those among them that somebody had changed, so that the new ones lie beside them.</param>
/// <param name="Commands">What starts a server, by what starts it.</param>
/// <param name="LiveChecks">What checks a server that runs.</param>
/// <param name="Notes">What has to be told.</param>
internal sealed record HandoffResult(
    string Name,
    long Version,
    SaveResult Copy,
    CheckReport Report,
    BatchPlan Batches,
    (int Own, int Made) WarmupRecords,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Kept,
    IReadOnlyList<(string Name, string Command)> Commands,
    IReadOnlyList<string> LiveChecks,
    IReadOnlyList<string> Notes);
