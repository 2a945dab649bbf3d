using System.Buffers;
using System.Text;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Which rows of a call are logged.</summary>
/// <param name="choice">Which keys are.</param>
internal sealed class RowChoice(KeyChoice choice)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    /// <summary>Chooses; false if it is none of them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signature">Who answered it.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="chosen">The rows; null for all.</param>
    public bool TryChoose(CallLog call, LoggedSignature signature, Tensor[] inputs, int rows, out int[]? chosen)
    {
        chosen = null;
        if (choice.IsAll)
            return true;
        // Without a key its own name decides: all of its rows, or none.
        if (signature.KeyInputs.Count == 0 || inputs[signature.KeyInputs[0]] is var keys && !RowJson.HasRows(keys, rows))
            return choice.TakesNoKey && choice.Takes(Encoding.UTF8.GetBytes(call.RequestId));
        var taken = new List<int>();
        ArrayBufferWriter<byte> scratch = _scratch ??= new ArrayBufferWriter<byte>();
        for (int row = 0; row < rows; row++)
        {
            if (choice.Takes(KeyBytes.Of(keys, row, scratch)))
                taken.Add(row);
        }
        chosen = taken.Count == rows ? null : [.. taken];
        return taken.Count > 0;
    }
}
