using TfKeyedExport.Hosting;

namespace TfKeyedExport.Benchmarking;

/// <summary>What was measured with one batch size, as the caller of <see cref="ISignatureRunner.Run"/> sees it.</summary>
/// <param name="BatchSize">The rows of a call.</param>
/// <param name="Calls">How many calls were timed.</param>
/// <param name="P50">The time that half of the calls stay within, in microseconds.</param>
/// <param name="P99">The time that 99 of 100 calls stay within, in microseconds.</param>
/// <param name="RowsPerSecond">Rows by the sum of the calls' times.</param>
/// <param name="AllocatedBytes">
/// Managed memory that the calling thread allocates in one call, the answers included. What a native library takes for itself is not seen.
/// </param>
/// <param name="AnswerBytes">The elements of the answers of one call, in bytes; of strings, four more each.</param>
public sealed record BatchFigures(int BatchSize, int Calls, double P50, double P99, double RowsPerSecond, long AllocatedBytes, long AnswerBytes);
