namespace TfKeyedExport.Serving.Metrics;

/// <summary>What a signature came to until now.</summary>
/// <param name="Calls">The calls that got there.</param>
/// <param name="Failed">Those of them that ended with an error.</param>
/// <param name="Rows">Rows of calls that were answered.</param>
internal readonly record struct CallTotals(long Calls, long Failed, long Rows);
