namespace TfKeyedExport.Load.Measuring;

/// <summary>What was measured.</summary>
/// <param name="Requests">Requests that were answered.</param>
/// <param name="Errors">Requests that were not.</param>
/// <param name="RequestsPerSecond">Requests per second.</param>
/// <param name="RowsPerSecond">Rows per second.</param>
/// <param name="MedianMicroseconds">The time of the one in the middle, in microseconds.</param>
/// <param name="P99Microseconds">The time that 99 of 100 do not exceed, in microseconds.</param>
internal sealed record LoadResult(
    long Requests, long Errors, double RequestsPerSecond, double RowsPerSecond, double MedianMicroseconds, double P99Microseconds);
