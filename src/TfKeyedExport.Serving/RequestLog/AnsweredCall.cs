using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A call that waits to be written down.</summary>
/// <param name="Call">What it brought along.</param>
/// <param name="Plan">What is written of its signature.</param>
/// <param name="Inputs">Its inputs; null for those that are not written.</param>
/// <param name="Outputs">Its outputs; null for those that are not written.</param>
/// <param name="RowCount">How many rows it has.</param>
/// <param name="Chosen">Which of them are written; null for all.</param>
/// <param name="Latency">How long it took.</param>
/// <param name="BatchRows">The rows of the batch in which it ran.</param>
/// <param name="Bytes">How much memory it holds, about.</param>
internal sealed record AnsweredCall(
    CallLog Call, SignaturePlan Plan, Tensor?[] Inputs, Tensor?[] Outputs, int RowCount, int[]? Chosen, TimeSpan Latency, int BatchRows, long Bytes)
{
    /// <summary>How many rows are written.</summary>
    public int WrittenRows => Chosen?.Length ?? RowCount;
}
