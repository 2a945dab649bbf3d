using TfKeyedExport.Checking.Results;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>What an export did.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Result">What was written.</param>
/// <param name="Check">The check's report; null if none was asked for.</param>
/// <param name="Published">Whether the output is there: false if the check found the keys unsafe.</param>
/// <param name="Elapsed">From the start of the work to its end.</param>
internal sealed record ExportOutcome(KeyingPlan Plan, SaveResult Result, CheckReport? Check, bool Published, TimeSpan Elapsed);
