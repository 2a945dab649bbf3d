using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What is held of a call until it is written.</summary>
internal static class CallRows
{
    /// <summary>How many rows a call has.</summary>
    public static int Count(LoggedSignature signature, Tensor[] inputs)
    {
        Tensor? first = signature.KeyInputs.Count > 0 ? inputs[signature.KeyInputs[0]] : inputs.FirstOrDefault();
        return first is { Shape.Rank: > 0 } ? (int)first.Shape[0] : 1;
    }

    /// <summary>The tensors of which something is written; null in the place of others.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="rules">What becomes of each.</param>
    /// <param name="keys">Which are kept whatever becomes of them.</param>
    /// <param name="isShared">Whether they may be parts of something larger, which is not to be kept.</param>
    public static Tensor?[] Keep(Tensor[] tensors, LogFieldRule[] rules, IReadOnlyList<int> keys, bool isShared)
    {
        var kept = new Tensor?[tensors.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            if (rules[i] == LogFieldRule.Drop && !keys.Contains(i))
                continue;
            kept[i] = isShared && tensors[i].Type != DataType.String
                ? Tensor.FromBytes(tensors[i].Type, tensors[i].Shape, tensors[i].Bytes.ToArray())
                : tensors[i];
        }
        return kept;
    }

    /// <summary>How much memory tensors hold.</summary>
    public static long Bytes(Tensor?[] tensors)
    {
        long bytes = 0;
        foreach (Tensor? tensor in tensors)
        {
            if (tensor is not null)
                bytes += tensor.Type == DataType.String ? tensor.Strings.Data.Length + (4L * tensor.Count) : tensor.Bytes.Length;
        }
        return bytes;
    }
}
